import { join } from "node:path";
import { type ClipWork, clipWork } from "#lib/clips/queries.ts";
import { recordStill } from "#lib/clips/stills/commands.ts";
import { NotYetError, PermanentError } from "#lib/errors.ts";
import { env } from "#lib/infra/env.ts";
import { retryPauseMs, stillsEndAt } from "#lib/ring/media-range.ts";
import { analyseStill } from "../analysis/analyse-still.ts";
import { masksFor } from "../analysis/masks.ts";
import { removeUnusedFaces, storeFaces } from "../analysis/store-faces.ts";
import { callRing } from "../ring/ring-session.ts";
import type { Task, TaskContext } from "../task.ts";

/**
 * Fetches one picture of an event and finds the faces in it, so that the household can be told before
 * the recording is there, or where it cannot be read. While Ring has none the job comes back, for as
 * long as an alert can wait; whatever becomes of it, the recording has the last word.
 */
export const lookAtStill: Task<"look-at-still"> = {
  async run({ eventId, offsetMs }, context) {
    const { engines, faceIndex, store, tempDir, now, signal } = context;
    const work = await clipWork(eventId);
    const folder = folderOf(work, offsetMs);
    if (!work.wantsStills || now() >= endOf(work))
      return await removeUnusedFaces(store, work, folder);
    const path = join(await tempDir(), "still");
    const { takenAtMs } = await download(work, offsetMs, path, context);
    const readyAt = now();
    const loaded = await engines(work);
    const tracks = await analyseStill({
      path,
      atMs: takenAtMs - (work.occurredAt.getTime() - env().RING_CLIP_PRE_MS),
      masks: masksFor(work.privacyZones),
      engines: loaded,
      signal,
    });
    const faces = await storeFaces(store, folder, tracks);
    await recordStill(eventId, { offsetMs, readyAt, faces }, faceIndex.identify);
  },
  async buried({ eventId, offsetMs }, _reason, { store }) {
    const work = await clipWork(eventId);
    await removeUnusedFaces(store, work, folderOf(work, offsetMs));
  },
};

/** Pauses between tries, in seconds: an alert waits for it. */
const RETRY_SCHEDULE_S = [1, 2, 4, 8];

const folderOf = ({ householdId, eventId }: ClipWork, offsetMs: number) =>
  `households/${householdId}/events/${eventId}/still-${offsetMs}/`;

const endOf = (work: ClipWork) => stillsEndAt(work, env().RECOGNITION_DEADLINE_S * 1000);

/** @throws NotYetError while Ring may still have one. */
async function download(
  work: ClipWork,
  offsetMs: number,
  toFile: string,
  { now, signal }: TaskContext,
) {
  const timestampMs = work.occurredAt.getTime() + offsetMs;
  const order = { deviceId: work.deviceId, timestampMs, toFile, signal };
  try {
    const receipt = await callRing(work.ringAccountId, now, (client, token) =>
      client.downloadImage(token, order),
    );
    // A camera that records seldom answers with its last picture: that is another visitor's.
    if (receipt.takenAtMs < work.occurredAt.getTime() - env().RING_CLIP_PRE_MS)
      throw new Error("Ring's picture is from before the event");
    return receipt;
  } catch (error) {
    if (error instanceof PermanentError && error.reason !== "not-found") throw error;
    const waitedMs = now().getTime() - Math.max(work.receivedAt.getTime(), timestampMs);
    const pauseMs = retryPauseMs(waitedMs, Math.random(), RETRY_SCHEDULE_S);
    const retryAt = new Date(now().getTime() + pauseMs);
    const asked = error instanceof NotYetError && error.retryAt > retryAt ? error.retryAt : retryAt;
    throw new NotYetError(asked, "Ring has no picture yet.", { cause: error });
  }
}
