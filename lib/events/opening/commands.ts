import { clearAlarm } from "#lib/alarms/commands.ts";
import { type RuledCamera, whyCameraOff } from "#lib/cameras/queries.ts";
import type { CameraOffReason } from "#lib/cameras/watching.ts";
import { lockHousehold, type Transaction, transactLazily } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { STILL_OFFSETS_MS, stillsEndAt } from "#lib/ring/media-range.ts";
import type { CameraEventNotice } from "#lib/ring/types.ts";
import { enqueueDecision, enqueueStill, type OpenedEvent, settleIn } from "../commands.ts";
import { nearestTo, SAME_EVENT_WITHIN_MS } from "../same-event.ts";
import type { EventKind, EventOutcome, EventSource } from "../types.ts";
import { urgencyOf } from "../urgency.ts";
import { joinedBy, spanOf } from "../visits.ts";

type RoutedCamera = RuledCamera & { kindIsChosen: boolean };

/** Something that happened at a camera, and how and when Kith learnt of it. */
type Told = {
  kind: EventKind;
  motionClass: string | null;
  occurredAt: Date;
  receivedAt: Date;
  source: EventSource;
};

/**
 * What became of a delivery that told of an event. "arrived-late": the event had been found in Ring's
 * history before.
 */
type Opening = {
  outcome: "event" | "duplicate" | "arrived-late" | "unlinked-account" | "unknown-camera";
  householdId?: string;
};

/**
 * Opens the event that a delivery told of, in its visit, with the jobs that follow, and settles the
 * delivery. Running it again, or for the same event under another delivery, changes nothing.
 *
 * @param isListFresh whether Ring's device list has just been read: only then is a camera that we hold
 *   for removed believed to be so, for news of its return may be late or lost
 * @returns "unknown-camera" with a list that is not fresh leaves the delivery unsettled: Ring's list
 *   must be read first.
 */
export async function openEvent(
  delivery: { id: string; receivedAt: Date },
  notice: CameraEventNotice,
  { isListFresh, now }: { isListFresh: boolean; now: () => Date },
): Promise<Opening["outcome"]> {
  return await transactLazily(async (tx) => {
    const opening = await openIn(tx, delivery.receivedAt, notice, isListFresh);
    if (opening.outcome !== "unknown-camera" || isListFresh)
      await settleIn(tx, delivery.id, { ...opening, handledAt: now() });
    return opening.outcome;
  });
}

async function openIn(
  tx: Transaction,
  receivedAt: Date,
  notice: CameraEventNotice,
  isListFresh: boolean,
): Promise<Opening> {
  const account = await tx.ringAccount.findUnique({
    where: { ringAccountId: notice.ringAccountId ?? "" },
  });
  if (!account || account.state === "removed") return { outcome: "unlinked-account" };
  const camera = await tx.camera.findUnique({
    where: { ringAccountId_deviceId: { ringAccountId: account.id, deviceId: notice.deviceId } },
  });
  if (!camera || (camera.removedAt && !isListFresh)) return { outcome: "unknown-camera" };
  const { householdId } = camera;
  await lockHousehold(tx, householdId);
  const subject = account.id;
  await clearAlarm(tx, { householdId, kind: "webhooks_stopped", subject }, receivedAt);
  const known = await knownEvent(tx, camera.id, notice);
  if (!known) {
    await insertEvent(tx, camera, { ...notice, receivedAt, source: "webhook" });
    return { outcome: "event", householdId };
  }
  if (known.heardAt) return { outcome: "duplicate", householdId };
  await tx.event.update({ where: { id: known.id }, data: { heardAt: receivedAt } });
  await announceChange(tx, householdId);
  return { outcome: "arrived-late", householdId };
}

/** The event that a webhook tells of, where we have it: heard before, or found in Ring's history. */
async function knownEvent(
  tx: Transaction,
  cameraId: string,
  { kind, occurredAt }: CameraEventNotice,
): Promise<{ id: string; heardAt: Date | null } | undefined> {
  const at = occurredAt.getTime();
  const near = await tx.event.findMany({
    where: {
      cameraId,
      kind,
      occurredAt: {
        gte: new Date(at - SAME_EVENT_WITHIN_MS),
        lte: new Date(at + SAME_EVENT_WITHIN_MS),
      },
    },
    select: { id: true, heardAt: true, occurredAt: true },
  });
  const unheard = near.filter(({ heardAt }) => !heardAt);
  return near.find((event) => event.occurredAt.getTime() === at) ?? nearestTo(occurredAt, unheard);
}

/** Opens an event that Kith does not have, with the jobs that follow. Runs under the household's lock. */
export async function insertEvent(
  tx: Transaction,
  camera: RoutedCamera,
  told: Told,
): Promise<string> {
  const { householdId } = camera;
  const { kind, motionClass, occurredAt, receivedAt, source } = told;
  const visitId = await visitFor(tx, householdId, occurredAt);
  const reason = await whyCameraOff(tx, camera, told);
  const outcome = outcomeAtOnce(reason, told);
  const event = await tx.event.create({
    data: {
      householdId,
      cameraId: camera.id,
      visitId,
      kind,
      motionClass,
      occurredAt,
      receivedAt,
      source,
      heardAt: source === "webhook" ? receivedAt : null,
      outcome,
      outcomeReason: outcome === "camera_off" ? reason : null,
    },
  });
  if (kind === "button_press" && !camera.kindIsChosen)
    await tx.camera.update({ where: { id: camera.id }, data: { kind: "doorbell" } });
  if (outcome) await enqueueDecision(tx, event.id);
  else await enqueueFirstJobs(tx, event);
  await announceChange(tx, householdId);
  return event.id;
}

/**
 * The outcome of an event whose recording nobody needs; that it raises no alert is decided as always.
 * What comes too late is so whether its camera was removed meanwhile or is about to be.
 */
function outcomeAtOnce(
  reason: CameraOffReason | null,
  { receivedAt, occurredAt }: Told,
): EventOutcome | null {
  const ageMs = receivedAt.getTime() - occurredAt.getTime();
  const isLate = ageMs > env().RING_WEBHOOK_MAX_AGE_S * 1000;
  if (isLate && (!reason || reason === "removed")) return "late";
  return reason && "camera_off";
}

/** The decision is due at the deadline and comes earlier when the analysis does. */
async function enqueueFirstJobs(tx: Transaction, event: OpenedEvent): Promise<void> {
  const { id: eventId, receivedAt } = event;
  const deadlineMs = env().RECOGNITION_DEADLINE_S * 1000;
  if (event.source === "webhook" && receivedAt < stillsEndAt(event, deadlineMs))
    await enqueueStill(tx, event, STILL_OFFSETS_MS[0]);
  const options = { key: `fetch:${eventId}`, priority: urgencyOf(event) };
  await enqueue(tx, "fetch-clip", { eventId }, options);
  await enqueueDecision(tx, eventId, new Date(receivedAt.getTime() + deadlineMs));
}

/** The visit that the time falls into, extended; visits that the event joins together become one. */
async function visitFor(tx: Transaction, householdId: string, at: Date): Promise<string> {
  const { VISIT_GAP_S, VISIT_LONGEST_S } = env();
  const gapMs = VISIT_GAP_S * 1000;
  const near = await tx.visit.findMany({
    where: {
      householdId,
      startedAt: { lte: new Date(at.getTime() + gapMs) },
      endedAt: { gte: new Date(at.getTime() - gapMs) },
    },
    orderBy: { startedAt: "asc" },
  });
  const joined = joinedBy(near, at, { gapMs, longestMs: VISIT_LONGEST_S * 1000 });
  const span = spanOf(joined, at);
  const [first, ...others] = joined;
  if (!first) return (await tx.visit.create({ data: { householdId, ...span } })).id;
  const merged = others.map(({ id }) => id);
  await tx.event.updateMany({ where: { visitId: { in: merged } }, data: { visitId: first.id } });
  await tx.notificationDecision.updateMany({
    where: { visitId: { in: merged } },
    data: { visitId: first.id },
  });
  await tx.evidenceBundle.updateMany({
    where: { visitId: { in: merged } },
    data: { visitId: first.id },
  });
  await tx.visit.deleteMany({ where: { id: { in: merged } } });
  await tx.visit.update({ where: { id: first.id }, data: span });
  return first.id;
}
