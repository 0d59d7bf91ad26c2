import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildOwner, buildSubscription } from "#lib/testing/factories.ts";
import { clearAlarm, raiseAlarm } from "./commands.ts";
import { openAlarms } from "./queries.ts";

withTestDatabase();

const now = new Date("2026-06-01T12:00:00Z");

const raise = (householdId: string) =>
  db().$transaction((tx) =>
    raiseAlarm(tx, { householdId, kind: "bad_signatures", subject: householdId }, now),
  );

it("tells each of the owner's devices of an alarm once, however often and in parallel it is raised", async () => {
  const owner = await buildOwner();
  await buildSubscription(owner);
  await buildSubscription(owner);
  await buildSubscription(await buildOwner());
  const { householdId } = owner;
  const raised = await Promise.all(Array.from({ length: 4 }, () => raise(householdId)));
  expect(raised.filter(Boolean)).toHaveLength(1);
  expect(await openAlarms(owner)).toMatchObject([{ kind: "bad_signatures" }]);
  expect(await db().notification.count({ where: { householdId } })).toBe(2);
});

it("tells of a trouble that comes back after it was over", async () => {
  const owner = await buildOwner();
  const { householdId } = owner;
  await raise(householdId);
  await db().$transaction((tx) =>
    clearAlarm(tx, { householdId, kind: "bad_signatures", subject: householdId }, now),
  );
  expect(await openAlarms(owner)).toEqual([]);
  expect(await raise(householdId)).toBe(true);
});
