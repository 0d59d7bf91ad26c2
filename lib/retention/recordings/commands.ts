import { requireOwner } from "#lib/accounts/owner.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { closeEvent } from "#lib/events/commands.ts";
import { discardAbsences } from "#lib/faces/absences/commands.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { daysKept } from "../queries.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * Has recordings deleted that are older than their household keeps any. What was seen in them stays: the
 * visit, its faces, who they are; of one without a face the picture of its best moment goes with it.
 * An event whose recording has not been looked at by then ends. What one run has not reached the next one does.
 */
export async function endRecordings(now: Date): Promise<void> {
  const households = await db().household.findMany({ select: { id: true, recordingDays: true } });
  for (const { id, recordingDays } of households) {
    const before = new Date(now.getTime() - daysKept(recordingDays) * DAY_MS);
    while (await endSome(id, before, now));
  }
}

/** Recordings of one transaction, and files of one job. */
const BATCH = 200;

/** @returns whether there was any */
async function endSome(householdId: string, before: Date, now: Date): Promise<boolean> {
  return await db().$transaction(async (tx) => {
    const old = await takeOld(tx, householdId, before, now);
    if (old.length === 0) return false;
    const keys = old.map(({ key }) => key);
    const eventIds = old.map(({ eventId }) => eventId);
    await enqueue(tx, "delete-objects", { householdId, keys });
    await discardAbsences(tx, householdId, eventIds);
    const unseen = { id: { in: eventIds }, outcome: null };
    for (const event of await tx.event.findMany({ where: unseen }))
      await closeEvent(tx, event, "failed", "recording-ended", null);
    await announceChange(tx, householdId);
    return true;
  });
}

const takeOld = (
  tx: Transaction,
  householdId: string,
  before: Date,
  now: Date,
): Promise<{ eventId: string; key: string }[]> =>
  tx.$queryRaw`
    with old as (
      select id, storage_key from clips
      where household_id = ${householdId}::uuid and started_at < ${before}
        and storage_key is not null
      limit ${BATCH} for update
    )
    update clips set storage_key = null, anonymised_at = ${now}
    from old where clips.id = old.id
    returning clips.event_id as "eventId", old.storage_key as key`;

/**
 * Has the household keep its recordings for so many days from now on; what is older goes in the night.
 *
 * @throws AppError forbidden: only owners choose; invalid for more than the operator allows
 */
export async function setRecordingDays(actor: Actor, days: number): Promise<void> {
  requireOwner(actor);
  const { householdId, accountId } = actor;
  if (days > daysKept(null)) throw new AppError("invalid", "keptTooLong");
  await db().$transaction(async (tx) => {
    const where = { id: householdId };
    const { recordingDays } = await tx.household.findUniqueOrThrow({ where });
    await tx.household.update({ where, data: { recordingDays: days } });
    await tx.auditEntry.create({
      data: {
        ...{ householdId, accountId, act: "household.recording-days", subject: householdId },
        detail: { before: recordingDays, after: days },
      },
    });
    await announceChange(tx, householdId);
  });
}
