import { join } from "node:path";
import { clipKey, replaceClip } from "#lib/clips/commands.ts";
import { type ClipWork, clipWork } from "#lib/clips/queries.ts";
import { NotYetError } from "#lib/errors.ts";
import { recordEventEnd } from "#lib/events/commands.ts";
import { pairUp } from "#lib/events/same-event.ts";
import { endNeverKnownAt, retryPauseMs } from "#lib/ring/media-range.ts";
import { patientWithRing } from "../patience.ts";
import { downloadClip, rangeOf } from "../ring/clip-download.ts";
import { callRing } from "../ring/ring-session.ts";
import type { Task, TaskContext } from "../task.ts";

/** Pauses between looks into Ring's history, in seconds, while it does not tell the event's end. */
const RETRY_SCHEDULE_S = [15, 30, 60, 120];
/** A recording that ends this much before the event is missing nothing. Source: a frame or two. */
const TOLERATED_MS = 500;
/** The history is read back to this long before the event. */
const HISTORY_MARGIN_MS = 60_000;

/**
 * Fetches a partial recording once more when Ring's history says that the event went on longer. It
 * replaces the one that is there only where it is longer.
 */
export const refetchClip: Task<"refetch-clip"> = {
  async run({ eventId }, context) {
    const work = await clipWork(eventId);
    const { endsEarlyAt, householdId } = work;
    if (!work.storageKey || !endsEarlyAt || work.isRefetched) return;
    const endedAt = work.endedAt ?? (await whileKnowable(work, context, endInHistory));
    if (!endedAt) return;
    await recordEventEnd(eventId, endedAt);
    if (endedAt.getTime() <= endsEarlyAt.getTime() + TOLERATED_MS) return;
    const path = join(await context.tempDir(), "clip.mp4");
    const received = await whileKnowable(work, context, () => downloadClip(work, path, context));
    if (!received || (received.isPartial && endOf(received) <= endsEarlyAt.getTime()))
      return await replaceClip(eventId, null, context.now());
    const storageKey = clipKey(householdId, eventId, "again");
    await context.store.put(storageKey, { file: path }, "video/mp4");
    await replaceClip(eventId, { storageKey, ...received }, context.now());
  },
  async buried({ eventId }, _reason, { store }) {
    const { householdId, storageKey } = await clipWork(eventId);
    const key = clipKey(householdId, eventId, "again");
    if (storageKey !== key) await store.delete(key);
  },
};

const endOf = ({ startedAt, durationMs }: { startedAt: Date; durationMs: number | null }) =>
  startedAt.getTime() + (durationMs ?? 0);

/**
 * What Ring answers, or null when it has not and will not any more.
 *
 * @throws NotYetError while it may
 */
async function whileKnowable<Answer>(
  work: ClipWork,
  context: TaskContext,
  ask: (work: ClipWork, context: TaskContext) => Promise<Answer>,
): Promise<Answer | null> {
  try {
    return await ask(work, context);
  } catch (error) {
    const now = context.now();
    if (!(error instanceof NotYetError))
      throw patientWithRing(error, work.receivedAt, now, Math.random());
    const range = rangeOf(work);
    if (now >= endNeverKnownAt(range)) return null;
    const waitedMs = now.getTime() - (range.timestampMs + range.durationMs);
    const pauseMs = retryPauseMs(waitedMs, Math.random(), RETRY_SCHEDULE_S);
    const asked = new Date(now.getTime() + pauseMs);
    throw new NotYetError(asked > error.retryAt ? asked : error.retryAt, error.message);
  }
}

/** @throws NotYetError while Ring's history does not tell it */
async function endInHistory(work: ClipWork, { now }: TaskContext): Promise<Date> {
  const since = new Date(work.occurredAt.getTime() - HISTORY_MARGIN_MS);
  const order = { deviceId: work.deviceId, since };
  const history = await callRing(work.ringAccountId, now, (client, token) =>
    client.eventHistory(token, order),
  );
  const entries = history.filter(({ kind }) => kind === work.kind);
  const endedAt = pairUp(entries, [work]).find(({ event }) => event)?.entry.endedAt;
  if (!endedAt) throw new NotYetError(now(), "Ring's history names no end yet.");
  return endedAt;
}
