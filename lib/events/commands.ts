import { db, type Transaction, transactLazily } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { EventKind, EventOutcome, EventSource } from "./types.ts";
import { urgencyOf } from "./urgency.ts";

export type OpenedEvent = {
  id: string;
  kind: EventKind;
  source: EventSource;
  occurredAt: Date;
  receivedAt: Date;
};

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
export async function settleIn(
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
