import { db, type Transaction } from "#lib/infra/db.ts";
import { isInQueue } from "#lib/jobs/inspection.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** Longer than from one job of an event to the next, which the first one's transaction adds. */
const STALLED_AFTER_MS = 600_000;
/** Longer than all tries of `receive-event`, whose first job has no key to be found by. */
const UNREAD_AFTER_MS = 2 * 3_600_000;
/** Of those that stand still: what is left over is found the next time. */
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
  const before = new Date(now.getTime() - STALLED_AFTER_MS);
  const stalled = await tx.$queryRaw<OpenEvent[]>`
    select e.id, e.outcome is not null as "isClosed", c.storage_key is not null as "hasRecording"
    from events e left join clips c on c.event_id = e.id
    where (e.outcome is null or e.decided_at is null) and e.received_at < ${before}
      and not ${isInQueue(LEADING_ON)}
    order by e.received_at limit ${MAX_AT_ONCE}`;
  for (const event of stalled) {
    const { name, key } = nextStep(event);
    await enqueue(tx, name, { eventId: event.id }, { key });
  }
  return stalled.length;
}

type OpenEvent = { id: string; isClosed: boolean; hasRecording: boolean };

/** The keys of all jobs that would lead an open event on. */
const LEADING_ON = Prisma.sql`
  case when e.outcome is null then array['fetch:' || e.id, 'analyse:' || e.id]
  else array['decide:' || e.id] end`;

/** The job that an open event needs. */
function nextStep({ id, isClosed, hasRecording }: OpenEvent) {
  if (isClosed) return { name: "decide-notifications", key: `decide:${id}` } as const;
  if (hasRecording) return { name: "analyse-clip", key: `analyse:${id}` } as const;
  return { name: "fetch-clip", key: `fetch:${id}` } as const;
}

async function restartDeliveries(tx: Transaction, now: Date): Promise<number> {
  const before = new Date(now.getTime() - UNREAD_AFTER_MS);
  const stalled = await tx.$queryRaw<{ id: string }[]>`
    select id from webhook_deliveries
    where outcome is null and received_at < ${before}
      and not ${isInQueue(Prisma.sql`array['receive:' || webhook_deliveries.id]`)}
    order by received_at limit ${MAX_AT_ONCE}`;
  for (const { id: deliveryId } of stalled)
    await enqueue(tx, "receive-event", { deliveryId }, { key: `receive:${deliveryId}` });
  return stalled.length;
}
