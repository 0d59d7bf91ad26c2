import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { ensureHousehold } from "../commands.ts";
import { signIn } from "./commands.ts";

withTestDatabase();

const NOW = new Date("2026-03-01T12:00:00Z");
const MINUTE_MS = 60_000;
const password = "a long password";

const tryOf = (email: string, entered = "guess", afterMs = 0) =>
  signIn(email, entered, new Date(NOW.getTime() + afterMs));

async function addAccount(email: string): Promise<void> {
  const household = { householdName: "Home", displayName: "Sam", timeZone: "UTC" };
  await ensureHousehold({ ...household, email, password });
}

async function failTimes(count: number, email: string): Promise<void> {
  for (let i = 0; i < count; i++) expect(await tryOf(email)).toBe("wrong");
}

it("signs in whoever knows the password, however the e-mail is written", async () => {
  await addAccount("ann@example.org");
  const signedIn = await tryOf(" Ann@Example.org", password);
  expect(signedIn).toMatchObject({ email: "ann@example.org" });
});

it.each(["ben@example.org", "nobody@example.org"])(
  "looks at no password for %s any more once ten were wrong, and at others' still",
  async (email) => {
    await addAccount("ben@example.org");
    await failTimes(10, email);
    expect(await tryOf(email, password)).toBe("too-many");
    expect(await tryOf("kim@example.org")).toBe("wrong");
  },
);

it("looks at no more of them when they come all at once", async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => tryOf("eva@example.org")));
  expect(answers.filter((answer) => answer === "wrong").length).toBeLessThanOrEqual(10);
});

it("looks again after a quarter of an hour, and keeps no try for longer", async () => {
  await addAccount("flo@example.org");
  await failTimes(10, "flo@example.org");
  expect(await tryOf("flo@example.org", password, 14 * MINUTE_MS)).toBe("too-many");
  expect(await tryOf("flo@example.org", "guess", 15 * MINUTE_MS)).toBe("wrong");
  expect(await db().signInTry.count()).toBe(1);
});

it("forgets the wrong ones with the right one", async () => {
  await addAccount("gus@example.org");
  await failTimes(9, "gus@example.org");
  expect(await tryOf("gus@example.org", password)).toMatchObject({ email: "gus@example.org" });
  await failTimes(10, "gus@example.org");
});
