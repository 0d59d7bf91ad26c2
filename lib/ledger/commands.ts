import { db, type Transaction } from "#lib/infra/db.ts";
import { keysInQueue } from "#lib/jobs/inspection.ts";
import { enqueue } from "#lib/jobs/queue.ts";

/** Longer than from one job of an event to the next, which the first one's transaction adds. */
const STALLED_AFTER_MS = 600_000;
/** Longer than all tries of `receive-event`, whose first job has no key to be found by. */
const UNREAD_AFTER_MS = 2 * 3_600_000;
/** An hour's worth: what is left over is found the next time. */
const MAX_AT_ONCE = 1_000;

/** Has the ledger kept: when a worker starts, for it may have been away. */
export async function keepLedgerSoon(): Promise<void> {
  await db().$transaction((tx) => enqueue(tx, "keep-ledger", {}, { key: "keep-ledger" }));
}

/**
 * Adds the next job again of every event and delivery that is open and has none: whatever became of
 * it, nothing stays without an outcome. Every task may run twice.
 *
 * @returns how many stood still
 */
export async function restartStalled(now: Date): Promise<number> {
  return await db().$transaction(async (tx) => {
    return (await restartEvents(tx, now)) + (await restartDeliveries(tx, now));
  });
}

async function restartEvents(tx: Transaction, now: Date): Promise<number> {
  const open = await tx.event.findMany({
    where: {
      OR: [{ outcome: null }, { decidedAt: null }],
      receivedAt: { lt: new Date(now.getTime() - STALLED_AFTER_MS) },
    },
    include: { clip: { select: { storageKey: true } } },
    orderBy: { receivedAt: "asc" },
    take: MAX_AT_ONCE,
  });
  const steps = open.map((event) => ({ eventId: event.id, ...nextStep(event) }));
  const waiting = await keysInQueue(
    tx,
    steps.flatMap(({ keys }) => keys),
  );
  const stalled = steps.filter(({ keys }) => !keys.some((key) => waiting.has(key)));
  for (const { eventId, name, key } of stalled) await enqueue(tx, name, { eventId }, { key });
  return stalled.length;
}

/** The job that an open event needs, and the keys of all that would lead on to it. */
function nextStep(event: {
  id: string;
  outcome: string | null;
  clip: { storageKey: string | null } | null;
}) {
  const decide = `decide:${event.id}`;
  if (event.outcome) return { name: "decide-notifications", key: decide, keys: [decide] } as const;
  const [fetch, analyse] = [`fetch:${event.id}`, `analyse:${event.id}`];
  const keys = [fetch, analyse];
  if (event.clip?.storageKey) return { name: "analyse-clip", key: analyse, keys } as const;
  return { name: "fetch-clip", key: fetch, keys } as const;
}

async function restartDeliveries(tx: Transaction, now: Date): Promise<number> {
  const unread = await tx.webhookDelivery.findMany({
    where: { outcome: null, receivedAt: { lt: new Date(now.getTime() - UNREAD_AFTER_MS) } },
    select: { id: true },
    orderBy: { receivedAt: "asc" },
    take: MAX_AT_ONCE,
  });
  const keyOf = (deliveryId: string) => `receive:${deliveryId}`;
  const waiting = await keysInQueue(
    tx,
    unread.map(({ id }) => keyOf(id)),
  );
  const stalled = unread.filter(({ id }) => !waiting.has(keyOf(id)));
  for (const { id: deliveryId } of stalled)
    await enqueue(tx, "receive-event", { deliveryId }, { key: keyOf(deliveryId) });
  return stalled.length;
}
