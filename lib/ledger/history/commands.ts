import { raiseAlarm } from "#lib/alarms/commands.ts";
import { noteEventEnd } from "#lib/events/commands.ts";
import { insertEvent } from "#lib/events/opening/commands.ts";
import { pairUp, SAME_EVENT_WITHIN_MS } from "#lib/events/same-event.ts";
import type { EventKind } from "#lib/events/types.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import type { RingHistoryEvent } from "#lib/infra/ring-client/resources.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { Camera } from "#prisma/generated/client.ts";
import { LEFT_TO_WEBHOOK_MS, MISSED_IN_A_ROW, WEBHOOK_TRIES_MS } from "./patience.ts";
import type { ComparedCamera } from "./queries.ts";

/** A long absence may have hundreds of events to open. */
const RECORD_WITHIN_MS = 60_000;

/**
 * Opens what a camera's history has and we do not, and notes when events ended. Live views and our own
 * fetches, which Ring lists as `on_demand`, are no events. Running it again changes nothing.
 *
 * @param readAt when the history was read: what was very fresh then is left to its webhook
 */
export async function recordHistory(
  { id, householdId }: ComparedCamera,
  history: readonly RingHistoryEvent[],
  readAt: Date,
): Promise<void> {
  const record = async (tx: Transaction) => {
    await lockHousehold(tx, householdId);
    // The account may have been disconnected while Ring was asked.
    const where = { id, ringAccount: { state: "linked" as const } };
    const camera = await tx.camera.findFirst({ where });
    if (!camera) return;
    for (const kind of ["button_press", "motion"] as const) {
      const entries = history.filter((entry) => entry.kind === kind);
      await recordEntries(tx, camera, kind, entries, readAt);
    }
  };
  await db().$transaction(record, { timeout: RECORD_WITHIN_MS });
}

async function recordEntries(
  tx: Transaction,
  camera: Camera,
  kind: EventKind,
  entries: readonly RingHistoryEvent[],
  readAt: Date,
): Promise<void> {
  for (const { entry, event } of pairUp(entries, await eventsNear(tx, camera.id, kind, entries))) {
    const eventId = event?.id ?? (await open(tx, camera, entry, { kind, readAt }));
    if (eventId && entry.endedAt) await noteEventEnd(tx, eventId, entry.endedAt);
  }
}

/** Undefined for what is left to its webhook. */
async function open(
  tx: Transaction,
  camera: Camera,
  { startedAt, motionClass }: RingHistoryEvent,
  { kind, readAt }: { kind: EventKind; readAt: Date },
): Promise<string | undefined> {
  if (readAt.getTime() - startedAt.getTime() < LEFT_TO_WEBHOOK_MS) return undefined;
  const told = { kind, motionClass, occurredAt: startedAt, receivedAt: readAt };
  return await insertEvent(tx, camera, { ...told, source: "history" });
}

async function eventsNear(
  tx: Transaction,
  cameraId: string,
  kind: EventKind,
  entries: readonly RingHistoryEvent[],
) {
  const times = entries.map(({ startedAt }) => startedAt.getTime());
  if (times.length === 0) return [];
  const gte = new Date(Math.min(...times) - SAME_EVENT_WITHIN_MS);
  const lte = new Date(Math.max(...times) + SAME_EVENT_WITHIN_MS);
  return await tx.event.findMany({ where: { cameraId, kind, occurredAt: { gte, lte } } });
}

/**
 * Notes that every camera of the account was read: all that Ring knew is accounted for, up to what was
 * left to its webhooks. Raises the alarm where webhooks have stopped.
 */
export async function recordComparison(ringAccountId: string, readAt: Date): Promise<void> {
  const reconciledUntil = new Date(readAt.getTime() - LEFT_TO_WEBHOOK_MS);
  await db().$transaction(async (tx) => {
    const account = await tx.ringAccount.findFirst({
      where: { id: ringAccountId, state: "linked" },
    });
    if (!account) return;
    const { householdId } = account;
    await tx.ringAccount.updateMany({
      where: {
        id: ringAccountId,
        OR: [{ reconciledUntil: null }, { reconciledUntil: { lt: reconciledUntil } }],
      },
      data: { reconciledUntil },
    });
    const alarm = { householdId, kind: "webhooks_stopped", subject: ringAccountId } as const;
    if ((await missedInARow(tx, ringAccountId, readAt)) >= MISSED_IN_A_ROW)
      await raiseAlarm(tx, alarm, readAt);
    await announceChange(tx, householdId);
  });
}

/**
 * Events since a webhook of the account was last heard that Ring has given up telling of. What Kith
 * found only after Ring had given up is not counted: then Kith itself may have been away.
 */
async function missedInARow(tx: Transaction, ringAccountId: string, now: Date): Promise<number> {
  const ofAccount = { camera: { ringAccountId } };
  const { _max: last } = await tx.event.aggregate({ where: ofAccount, _max: { heardAt: true } });
  const missed = await tx.event.findMany({
    where: {
      ...ofAccount,
      source: "history",
      heardAt: null,
      occurredAt: {
        lt: new Date(now.getTime() - WEBHOOK_TRIES_MS),
        ...(last.heardAt && { gt: last.heardAt }),
      },
    },
    select: { occurredAt: true, receivedAt: true },
  });
  const wasHere = missed.filter(
    ({ occurredAt, receivedAt }) => receivedAt.getTime() - occurredAt.getTime() < WEBHOOK_TRIES_MS,
  );
  return wasHere.length;
}

/** Has every linked account compared with Ring's history. */
export async function compareAccountsSoon(): Promise<void> {
  await db().$transaction(async (tx) => {
    for (const { id } of await tx.ringAccount.findMany({ where: { state: "linked" } }))
      await enqueueComparison(tx, id);
  });
}

/** Has an account compared that has just been linked: once what happens now is old enough for it. */
export async function compareNewAccount(ringAccountId: string, linkedAt: Date): Promise<void> {
  const runAt = new Date(linkedAt.getTime() + LEFT_TO_WEBHOOK_MS);
  await db().$transaction((tx) => enqueueComparison(tx, ringAccountId, runAt));
}

async function enqueueComparison(
  tx: Transaction,
  ringAccountId: string,
  runAt?: Date,
): Promise<void> {
  const options = { key: `compare:${ringAccountId}`, priority: 5, ...(runAt && { runAt }) };
  await enqueue(tx, "compare-history", { ringAccountId }, options);
}
