import type { AlarmKind } from "#lib/alarms/types.ts";
import { discardBundles } from "#lib/bundles/commands.ts";
import { tidyLedger } from "#lib/identity/tidying/commands.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { givenToRunningJobs } from "#lib/jobs/inspection.ts";
import { eventsOf, graceBefore } from "./queries.ts";
import { countOnReceipt, NOTHING } from "./receipts/commands.ts";
import type { Erasure } from "./types.ts";

/**
 * Deletes events that nobody works on, with all that hangs on them: recording, faces, embeddings,
 * decisions, visits left without events, and unregistered people left without a face. Whoever has a
 * name or a category was registered by the household, and stays with the faces from elsewhere.
 *
 * The events' files must be gone already: the row is what tells the next run where they lie.
 *
 * [Note: Erasing beside running jobs] A job about an event may be storing a file just now. Its event
 * stays until it has ended, and is erased with what it stored by the next run. A job that begins after
 * the account was marked as removed sees that, and touches nothing (worker/event-task.ts). So no file
 * can be stored behind the last look.
 */
export async function eraseEvents(
  erasure: Erasure,
  eventIds: readonly string[],
  now: Date,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const { householdId } = erasure;
    await lockHousehold(tx, householdId);
    const busy = await givenToRunningJobs(tx, "eventId", eventIds);
    const events = await tx.event.findMany({
      where: { ...eventsOf(erasure), id: { in: eventIds.filter((id) => !busy.has(id)) } },
      select: { id: true, visitId: true, clip: { select: { storageKey: true } } },
    });
    const ids = events.map(({ id }) => id);
    const faces = await tx.face.findMany({
      where: { eventId: { in: ids } },
      select: { id: true, personId: true, cropKey: true, alignedKey: true },
    });
    const absences = await tx.absence.count({ where: { eventId: { in: ids } } });
    const visitIds = [...new Set(events.map(({ visitId }) => visitId))];
    await discardBundles(tx, { householdId, visitId: { in: visitIds } });
    await tx.event.deleteMany({ where: { id: { in: ids } } });
    await mendVisits(tx, visitIds);
    const people = await tidyLedger(
      tx,
      householdId,
      faces.map(({ id }) => id),
      faces.map(({ personId }) => personId),
    );
    const clips = events.filter(({ clip }) => clip?.storageKey).length;
    const pictures = faces.flatMap(({ cropKey, alignedKey }) => [cropKey, alignedKey]);
    const files = clips + pictures.filter((key) => key !== null).length + absences;
    const counts = { clips, events: ids.length, faces: faces.length, people, files };
    await countOnReceipt(tx, erasure, counts, now);
    await announceChange(tx, householdId);
  });
}

/** A visit lasts from its first to its last event; one without events is none. */
async function mendVisits(tx: Transaction, visitIds: readonly string[]): Promise<void> {
  await tx.visit.deleteMany({ where: { id: { in: [...visitIds] }, events: { none: {} } } });
  await tx.$executeRaw`
    update visits v set started_at = span.first, ended_at = span.last
    from (
      select visit_id, min(occurred_at) as first, max(occurred_at) as last
      from events where visit_id = any(${visitIds}::uuid[]) group by visit_id
    ) as span
    where v.id = span.visit_id`;
}

/**
 * Erases the account or camera itself, of an account also what it told the inbox, and ends the
 * receipt. What came back meanwhile is left alone.
 *
 * @returns false while events are left or a job still works on it: then it has to be looked at again.
 */
export async function finishErasure(erasure: Erasure, now: Date): Promise<boolean> {
  return await db().$transaction(async (tx) => {
    const cameras = await leavingCameras(tx, erasure, now);
    if (!cameras) return true;
    await lockHousehold(tx, erasure.householdId);
    if (await isInUse(tx, erasure, cameras)) return false;
    if ((await tx.event.count({ where: eventsOf(erasure) })) > 0) return false;
    const files = cameras.filter(({ frameKey }) => frameKey).length;
    await countOnReceipt(tx, erasure, { ...NOTHING, files }, now);
    if (erasure.of === "account") await deleteAccount(tx, erasure, now);
    else await tx.camera.delete({ where: { id: erasure.id } });
    await announceChange(tx, erasure.householdId);
    return true;
  });
}

type LeavingCamera = { id: string; frameKey: string | null };

/** The cameras that go, held until the transaction ends; undefined when what was to go came back. */
async function leavingCameras(
  tx: Transaction,
  { id, of }: Erasure,
  now: Date,
): Promise<LeavingCamera[] | undefined> {
  if (of === "camera") {
    const cameras = await tx.$queryRaw<LeavingCamera[]>`
      select id, frame_key as "frameKey" from cameras
      where id = ${id}::uuid and removed_at < ${graceBefore(now)} for update`;
    return cameras.length > 0 ? cameras : undefined;
  }
  const accounts = await tx.$queryRaw<unknown[]>`
    select 1 from ring_accounts where id = ${id}::uuid and state = 'removed' for update`;
  return accounts.length > 0
    ? await tx.camera.findMany({ where: { ringAccountId: id } })
    : undefined;
}

async function isInUse(
  tx: Transaction,
  { id, of }: Erasure,
  cameras: readonly LeavingCamera[],
): Promise<boolean> {
  const ids = cameras.map((camera) => camera.id);
  const used = await givenToRunningJobs(tx, "cameraId", ids, "erase-camera");
  if (used.size > 0) return true;
  if (of === "camera") return false;
  return (await givenToRunningJobs(tx, "ringAccountId", [id], "erase-ring-account")).size > 0;
}

/** What there is to mend about a Ring account, or about all that Ring sends. */
const RINGS_ALARMS: AlarmKind[] = ["needs_relink", "webhooks_stopped", "bad_signatures"];

/** What there was to mend about the account has gone with it; with the last one, all that Ring sent. */
async function deleteAccount(
  tx: Transaction,
  { id, householdId }: Erasure,
  now: Date,
): Promise<void> {
  const { ringAccountId } = await tx.ringAccount.delete({ where: { id } });
  await tx.webhookDelivery.deleteMany({ where: { ringAccountId } });
  const others = await tx.ringAccount.count({ where: { householdId } });
  await tx.alarm.updateMany({
    where: {
      ...{ householdId, clearedAt: null, kind: { in: RINGS_ALARMS } },
      ...(others > 0 && { subject: id }),
    },
    data: { clearedAt: now },
  });
}
