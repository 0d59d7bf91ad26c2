import { expect, it } from "vitest";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildMember, buildOwner } from "#lib/testing/factories.ts";
import { findActor } from "./queries.ts";

withTestDatabase();

it("shows every member the clock of the household", async () => {
  const owner = await buildOwner({ timeZone: "Asia/Kathmandu" });
  const { accountId } = await buildMember(owner);
  const actor = await findActor({ accountId, sessionEpoch: 0 });
  expect(actor).toMatchObject({ role: "member", timeZone: "Asia/Kathmandu" });
});
