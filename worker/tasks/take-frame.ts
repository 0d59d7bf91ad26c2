import { join } from "node:path";
import { recordFrame } from "#lib/cameras/frames/commands.ts";
import { frameWork } from "#lib/cameras/frames/queries.ts";
import type { Zone } from "#lib/cameras/types.ts";
import { applyMask, maskSpans } from "#lib/clips/masking.ts";
import { encodeFrame } from "../media/encode.ts";
import { sampleFrames } from "../media/frames.ts";
import { probeClip } from "../media/probe.ts";
import type { Task } from "../task.ts";

/**
 * Stores a picture of what a camera sees, on which its zones can be drawn. It comes from the newest
 * recording in the store: Ring has no newer picture than that either. Privacy zones are black before
 * anything is stored.
 */
export const takeFrame: Task<"take-frame"> = {
  async run({ cameraId }, { store, tempDir, now, signal }) {
    const work = await frameWork(cameraId);
    if (!work) return;
    const folder = `households/${work.householdId}/cameras/${cameraId}/`;
    // Whatever lies there shows what may be private by now.
    if (!work.frameKey) await store.deletePrefix(folder);
    if (!work.clipKey) return;
    const path = join(await tempDir(), "clip.mp4");
    await store.getToFile(work.clipKey, path);
    const key = `${folder}frame-${now().getTime()}.jpg`;
    await store.put(key, await firstFrame(path, work.privacyZones, signal), "image/jpeg");
    await recordFrame(cameraId, key, work.privacyZones);
  },
  async buried() {
    // The camera keeps the picture that it has, or none.
  },
};

/** As JPEG: of a recording that begins before its event, the scene without a visitor. */
async function firstFrame(path: string, blackedOut: Zone[], signal: AbortSignal): Promise<Buffer> {
  const media = await probeClip(path, signal);
  for await (const frame of sampleFrames(path, media, signal)) {
    applyMask(frame.data, maskSpans(blackedOut, frame.width, frame.height));
    return await encodeFrame(frame);
  }
  throw new Error("A clip without frames is refused when it is sampled.");
}
