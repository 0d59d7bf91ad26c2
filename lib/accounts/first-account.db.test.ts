import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { makeFirstAccount } from "./commands.ts";
import { findActor, hasAccounts } from "./queries.ts";
import { firstAccountSchema } from "./schema.ts";
import { signIn } from "./sign-in/commands.ts";

withTestDatabase();

const sam = {
  ...{ displayName: "Sam", householdName: "Home", password: "a long password" },
  ...{ email: "Sam@Example.org", timeZone: "Europe/Berlin" },
};
const told = { locale: "de", clock: "h12" } as const;

it("makes one first account, however many ask at once, and none after it", async () => {
  expect(await hasAccounts()).toBe(false);
  const asked = [sam, { ...sam, email: "kim@example.org" }].map((each) =>
    makeFirstAccount(firstAccountSchema.parse(each), told),
  );
  const answers = await Promise.allSettled(asked);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(makeFirstAccount(sam, told)).rejects.toMatchObject({ key: "accountsExist" });
  expect(await db().household.count()).toBe(1);
  const { email } = await db().account.findFirstOrThrow();
  const signedIn = await signIn(email, sam.password, new Date());
  if (typeof signedIn === "string") expect.fail(signedIn);
  expect(await findActor(signedIn)).toMatchObject({
    ...{ role: "owner", displayName: "Sam", timeZone: "Europe/Berlin", ...told },
  });
});

it.each([
  [{ password: "too short" }, "passwordTooShort"],
  [{ email: "sam" }, "emailUnreadable"],
  [{ displayName: " " }, "nameMissing"],
])("says of %j what is wrong", (part, key) => {
  const { error } = firstAccountSchema.safeParse({ ...sam, ...part });
  expect(error?.issues.map(({ message }) => message)).toEqual([key]);
});

it("takes a time zone that nobody knows for UTC", () => {
  expect(firstAccountSchema.parse({ ...sam, timeZone: "Mars/Olympus" }).timeZone).toBe("UTC");
});
