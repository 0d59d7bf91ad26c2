import { expect, it } from "vitest";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildMember, buildOwner } from "#lib/testing/factories.ts";
import { setLocale, setReviewKeys } from "./commands.ts";
import { findActor } from "./queries.ts";

withTestDatabase();

it("speaks to one member in the language that they chose, and to the others as before", async () => {
  const owner = await buildOwner();
  const member = await buildMember(owner);
  await setLocale(member, "es");
  const localeOf = async ({ accountId }: { accountId: string }) =>
    (await findActor({ accountId, sessionEpoch: 0 }))?.locale;
  expect([await localeOf(owner), await localeOf(member)]).toEqual(["en", "es"]);
});

it("has the review listen to letters until a member turns them off, for that member alone", async () => {
  const owner = await buildOwner();
  const member = await buildMember(owner);
  await setReviewKeys(member, false);
  const keysOf = async ({ accountId }: { accountId: string }) =>
    (await findActor({ accountId, sessionEpoch: 0 }))?.reviewKeys;
  expect([await keysOf(owner), await keysOf(member)]).toEqual([true, false]);
});
