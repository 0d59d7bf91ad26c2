import { join } from "node:path";
import { clipKey, recordClip } from "#lib/clips/commands.ts";
import { type ClipWork, clipWork } from "#lib/clips/queries.ts";
import { NotYetError } from "#lib/errors.ts";
import { endEvent } from "#lib/events/commands.ts";
import { env } from "#lib/infra/env.ts";
import { NothingRecordedError } from "#lib/infra/ring-client/refusals.ts";
import { syncCamerasSoon } from "#lib/ring/commands.ts";
import { endKnownAt, giveUpAt, retryPauseMs } from "#lib/ring/media-range.ts";
import { patientWithRing } from "../patience.ts";
import { downloadClip, rangeOf, rangeSettings } from "../ring/clip-download.ts";
import type { Task, TaskContext } from "../task.ts";

/**
 * Brings an event's recording from Ring into the object store. While Ring has none yet, the job comes
 * back; when it can no longer come, the event ends as `no_recording`. An outage of Ring's counts for
 * nothing there: it is waited for (`worker/patience.ts`).
 */
export const fetchClip: Task<"fetch-clip"> = {
  async run({ eventId }, context) {
    const work = await clipWork(eventId);
    if (work.isClosed || work.storageKey) return;
    if (work.isOver) return await endEvent(eventId, "failed", "recording-ended");
    const path = join(await context.tempDir(), "clip.mp4");
    const received = await download(work, path, context);
    if (!received) return await endEvent(eventId, "no_recording", "ring-kept-none");
    const storageKey = clipKey(work.householdId, eventId);
    await context.store.put(storageKey, { file: path }, "video/mp4");
    const clip = { storageKey, ...received };
    await recordClip(eventId, clip, endKnownAt(rangeOf(work)), context.now());
  },
  async buried({ eventId }, reason) {
    await endEvent(eventId, "failed", reason);
    if (reason === "device-not-found")
      await syncCamerasSoon((await clipWork(eventId)).ringAccountId);
  },
};

/** Undefined when Ring has no recording and will have none. @throws NotYetError while it may. */
async function download(work: ClipWork, toFile: string, context: TaskContext) {
  const { now } = context;
  try {
    return await downloadClip(work, toFile, context);
  } catch (error) {
    if (!(error instanceof NothingRecordedError))
      throw patientWithRing(error, work.receivedAt, now(), Math.random());
    if (now() >= giveUpAt(rangeOf(work), rangeSettings())) return undefined;
    const waitedMs = now().getTime() - work.receivedAt.getTime();
    const pauseMs = retryPauseMs(waitedMs, Math.random(), env().RING_CLIP_RETRY_SCHEDULE_S);
    const asked = new Date(now().getTime() + pauseMs);
    throw new NotYetError(asked > error.retryAt ? asked : error.retryAt, error.message);
  }
}
