import { clearAlarm, raiseAlarm } from "#lib/alarms/commands.ts";
import { recordAct } from "#lib/identity/commands.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { enqueue } from "#lib/jobs/queue.ts";

/**
 * [Note: When a category ends] Alerts go by the clock (`lib/alerts/visitors.ts`): not a minute longer than
 * was said does a category count, also while no worker runs. For all else a job writes the end into the
 * identity ledger when it has come, and tells the owner.
 */
export const expireMarkingsAt = (tx: Transaction, until: Date): Promise<void> =>
  enqueue(tx, "expire-markings", {}, { runAt: until });

/** Makes everybody Unknown again whose category is over, and tells the owner. */
export async function expireMarkings(now: Date): Promise<void> {
  const due = await db().person.findMany({
    where: isDue(now),
    select: { id: true, householdId: true },
  });
  for (const { id, householdId } of due)
    await db().$transaction((tx) => expire(tx, householdId, id, now));
  const told = await db().alarm.findMany({
    where: { kind: "category_ended", clearedAt: null },
    distinct: ["householdId"],
  });
  for (const { householdId } of told)
    await db().$transaction((tx) => clearExpired(tx, householdId));
}

const isDue = (now: Date) =>
  ({ categoryUntil: { lte: now }, endedCategory: null, category: { not: "unknown" } }) as const;

async function expire(
  tx: Transaction,
  householdId: string,
  personId: string,
  now: Date,
): Promise<void> {
  await lockHousehold(tx, householdId);
  const person = await tx.person.findUnique({ where: { id: personId, ...isDue(now) } });
  if (!person) return;
  await recordAct(tx, { householdId, accountId: null }, { act: "expire", personId });
  const isShown = !person.mergedIntoId && !person.forgottenAt;
  if (isShown) await raiseAlarm(tx, alarmOf(householdId, personId), now);
}

const alarmOf = (householdId: string, subject: string) =>
  ({ householdId, kind: "category_ended", subject }) as const;

/** The owner need not be told any more of those about whom somebody has said something since. */
export async function clearExpired(tx: Transaction, householdId: string): Promise<void> {
  const open = await tx.alarm.findMany({
    where: { householdId, kind: "category_ended", clearedAt: null },
  });
  if (open.length === 0) return;
  const ended = await tx.person.findMany({
    where: {
      id: { in: open.map(({ subject }) => subject) },
      ...{ endedCategory: { not: null }, mergedIntoId: null, forgottenAt: null },
    },
    select: { id: true },
  });
  const stillEnded = new Set(ended.map(({ id }) => id));
  for (const { subject } of open)
    if (!stillEnded.has(subject)) await clearAlarm(tx, alarmOf(householdId, subject), new Date());
}
