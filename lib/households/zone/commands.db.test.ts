import { expect, it } from "vitest";
import { findActor } from "#lib/accounts/queries.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { DEFAULT_PLAN } from "#lib/alerts/default-plan.ts";
import { enqueueDigest } from "#lib/alerts/digest/commands.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildMember, buildOwner } from "#lib/testing/factories.ts";
import { setTimeZone } from "./commands.ts";
import { timeZoneSchema } from "./schema.ts";

withTestDatabase();

const now = new Date("2026-11-23T12:00:00Z");

/** Something is kept for a member's digest, which is to go out at eight in the evening. */
async function keepForDigest({ householdId, accountId }: Actor): Promise<void> {
  const { id: eventId, visitId } = await buildEvent(await buildCamera({ householdId }));
  await db().notificationDecision.create({
    data: {
      ...{ householdId, accountId, visitId, eventId, revision: 1, notify: false },
      ...{ reason: "rule-digest", rank: 1, silent: false, title: "Anna", body: "Gate" },
    },
  });
  const member = { householdId, accountId };
  await db().$transaction((tx) => enqueueDigest(tx, member, DEFAULT_PLAN.digestAt, now));
}

const digestAt = async ({ householdId, accountId }: Actor) => {
  const [job] = await db().$queryRaw<{ run_at: Date }[]>`
    select run_at from graphile_worker.jobs where key = ${`digest:${householdId}:${accountId}`}`;
  return job?.run_at.toISOString();
};

it("moves the whole household to another zone, with what is kept for its members' digests", async () => {
  const owner = await buildOwner({ timeZone: "Europe/Berlin" });
  const [member, idle] = [await buildMember(owner), await buildMember(owner)];
  await keepForDigest(member);
  expect(await digestAt(member)).toBe("2026-11-23T19:00:00.000Z");
  await setTimeZone(owner, "America/New_York", now);
  for (const { accountId } of [owner, member])
    expect(await findActor({ accountId, sessionEpoch: 0 })).toMatchObject({
      timeZone: "America/New_York",
    });
  expect(await digestAt(member)).toBe("2026-11-24T01:00:00.000Z");
  expect(await digestAt(idle)).toBeUndefined();
  const audit = { householdId: owner.householdId, act: "household.time-zone" };
  expect(await db().auditEntry.findMany({ where: audit })).toMatchObject([
    { detail: { before: "Europe/Berlin", after: "America/New_York" } },
  ]);
});

it("lets neither a member nor another household's owner choose", async () => {
  const owner = await buildOwner({ timeZone: "Europe/Berlin" });
  const member = await buildMember(owner);
  await expect(setTimeZone(member, "Asia/Tokyo", now)).rejects.toMatchObject({
    key: "onlyOwnerChanges",
  });
  await setTimeZone(await buildOwner(), "Asia/Tokyo", now);
  const { accountId } = owner;
  expect(await findActor({ accountId, sessionEpoch: 0 })).toMatchObject({
    timeZone: "Europe/Berlin",
  });
});

it("takes no zone that nobody knows", () => {
  const { error } = timeZoneSchema.safeParse({ timeZone: "Mars/Olympus" });
  expect(error?.issues.map(({ message }) => message)).toEqual(["noSuchZone"]);
});
