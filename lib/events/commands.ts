import { clearAlarm } from "#lib/alarms/commands.ts";
import { type RuledCamera, whyCameraOff } from "#lib/cameras/queries.ts";
import type { CameraOffReason } from "#lib/cameras/watching.ts";
import { db, lockHousehold, type Transaction, transactLazily } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { STILL_OFFSETS_MS, stillsEndAt } from "#lib/ring/media-range.ts";
import type { CameraEventNotice } from "#lib/ring/types.ts";
import { nearestTo, SAME_EVENT_WITHIN_MS } from "./same-event.ts";
import type { EventKind, EventOutcome, EventSource } from "./types.ts";
import { urgencyOf } from "./urgency.ts";
import { belongsTo, spanOf } from "./visits.ts";

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
  const same = near.find((event) => event.occurredAt.getTime() === at);
  return (
    same ??
    nearestTo(
      occurredAt,
      near.filter(({ heardAt }) => !heardAt),
    )
  );
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

type OpenedEvent = {
  id: string;
  kind: EventKind;
  source: EventSource;
  occurredAt: Date;
  receivedAt: Date;
};

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

/** Has a still fetched and looked at, `offsetMs` after the event. One waits at a time. */
export async function enqueueStill(
  tx: Transaction,
  event: OpenedEvent,
  offsetMs: number,
): Promise<void> {
  const { id: eventId, occurredAt } = event;
  const runAt = new Date(occurredAt.getTime() + offsetMs);
  const options = { key: `still:${eventId}`, priority: urgencyOf(event), runAt };
  await enqueue(tx, "look-at-still", { eventId, offsetMs }, options);
}

/** One waiting decision an event: asking for it sooner replaces the one that waits for the deadline. */
export async function enqueueDecision(
  tx: Transaction,
  eventId: string,
  runAt?: Date,
): Promise<void> {
  await enqueue(
    tx,
    "decide-notifications",
    { eventId },
    { key: `decide:${eventId}`, priority: -2, ...(runAt && { runAt }) },
  );
}

/** Decides on what a still shows. The decision at the deadline stays as it is. */
export async function enqueueEarlyDecision(tx: Transaction, eventId: string): Promise<void> {
  const options = { key: `decide-early:${eventId}`, priority: -2 };
  await enqueue(tx, "decide-notifications", { eventId }, options);
}

/** The visit that the time falls into, extended; visits that the event joins together become one. */
async function visitFor(tx: Transaction, householdId: string, at: Date): Promise<string> {
  const gapMs = env().VISIT_GAP_S * 1000;
  const near = await tx.visit.findMany({
    where: {
      householdId,
      startedAt: { lte: new Date(at.getTime() + gapMs) },
      endedAt: { gte: new Date(at.getTime() - gapMs) },
    },
    orderBy: { startedAt: "asc" },
  });
  const joined = near.filter((visit) => belongsTo(visit, at, gapMs));
  const span = spanOf(joined, at);
  const [first, ...others] = joined;
  if (!first) return (await tx.visit.create({ data: { householdId, ...span } })).id;
  const merged = others.map(({ id }) => id);
  await tx.event.updateMany({ where: { visitId: { in: merged } }, data: { visitId: first.id } });
  await tx.notificationDecision.updateMany({
    where: { visitId: { in: merged } },
    data: { visitId: first.id },
  });
  await tx.visit.deleteMany({ where: { id: { in: merged } } });
  await tx.visit.update({ where: { id: first.id }, data: span });
  return first.id;
}

/**
 * Gives an event its one outcome, with the decision that follows. An event that has one keeps it.
 *
 * @returns false when it already had an outcome.
 */
export async function closeEvent(
  tx: Transaction,
  event: { id: string; householdId: string },
  outcome: EventOutcome,
  reason: string | null,
  analysedAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.event.updateMany({
    where: { id: event.id, outcome: null },
    data: { outcome, outcomeReason: reason, ...(analysedAt && { analysedAt }) },
  });
  if (count === 0) return false;
  await enqueueDecision(tx, event.id);
  await announceChange(tx, event.householdId);
  return true;
}

/** Nothing more is fetched for cameras that Ring no longer lists: what was under way has ended. */
export async function closeEventsOfRemoved(tx: Transaction, ringAccountId: string): Promise<void> {
  const open = await tx.event.findMany({
    where: { outcome: null, camera: { ringAccountId, removedAt: { not: null } } },
  });
  for (const event of open) await closeEvent(tx, event, "camera_off", "removed", null);
}

/**
 * Gives a closed event the outcome that a better recording of it has led to, where that says more,
 * and has it decided once more.
 */
export async function improveOutcome(
  tx: Transaction,
  event: { id: string; householdId: string },
  outcome: "recognised" | "no_face",
  reason: string | null,
): Promise<void> {
  const lesser: EventOutcome[] = outcome === "recognised" ? ["no_face", "failed"] : ["failed"];
  await tx.event.updateMany({
    where: { id: event.id, outcome: { in: lesser } },
    data: { outcome, outcomeReason: reason },
  });
  await enqueueDecision(tx, event.id);
  await announceChange(tx, event.householdId);
}

/** Ends an event for good without a recording or with one that could not be used. */
export async function endEvent(
  eventId: string,
  outcome: "no_recording" | "failed",
  reason: string,
): Promise<void> {
  await transactLazily(async (tx) => {
    const event = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
    await closeEvent(tx, event, outcome, reason, null);
  });
}

/** Notes when an event ended, as Ring's history tells it. What is known already stays. */
export async function noteEventEnd(tx: Transaction, eventId: string, endedAt: Date): Promise<void> {
  await tx.event.updateMany({ where: { id: eventId, endedAt: null }, data: { endedAt } });
}

/** As `noteEventEnd`, by itself. */
export async function recordEventEnd(eventId: string, endedAt: Date): Promise<void> {
  await transactLazily((tx) => noteEventEnd(tx, eventId, endedAt));
}

/** Notes what became of a delivery that told of no event. */
export async function settleDelivery(
  deliveryId: string,
  outcome: string,
  handledAt: Date,
): Promise<void> {
  await db().$transaction((tx) => settleIn(tx, deliveryId, { outcome, handledAt }));
}

/** What an account tells that is not linked here is not ours to keep: only that it came is. */
async function settleIn(
  tx: Transaction,
  id: string,
  result: { outcome: string; householdId?: string; handledAt: Date },
): Promise<void> {
  await tx.webhookDelivery.updateMany({ where: { id }, data: result });
  if (result.outcome === "unlinked-account")
    await tx.webhookDelivery.updateMany({
      where: { id, ringAccountId: { not: null } },
      data: { body: new Uint8Array() },
    });
}
