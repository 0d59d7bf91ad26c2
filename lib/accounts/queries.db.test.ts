import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildMember, buildOwner } from "#lib/testing/factories.ts";
import { findActor } from "./queries.ts";

withTestDatabase();

it("shows every member the clock of the household, whatever zone their account was made in", async () => {
  const owner = await buildOwner({ timeZone: "Asia/Kathmandu" });
  const { accountId } = await buildMember(owner);
  await db().account.update({ where: { id: accountId }, data: { timeZone: "America/Lima" } });
  const actor = await findActor({ accountId, sessionEpoch: 0 });
  expect(actor).toMatchObject({ role: "member", timeZone: "Asia/Kathmandu" });
});
