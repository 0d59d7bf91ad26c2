import { applyMask, maskSpans } from "#lib/clips/masking.ts";
import type { UnitPolygon } from "#lib/clips/types.ts";
import { isPlausibleFace, MIN_STILL_SCORE } from "#lib/faces/detection/plausibility.ts";
import type { Engines } from "../inference/engines.ts";
import { readPicture } from "../media/encode.ts";
import { withoutAnimals } from "./animals.ts";
import { describeFaces, type FaceTrack, isSound } from "./face-tracks.ts";
import { createTrackCollection } from "./track-collection.ts";

/** What to look at, and with what. */
export type StillRequest = {
  readonly path: string;
  /** When it was taken, in ms from the start of the stretch of footage around the event. */
  readonly atMs: number;
  /** Blacked out before any model sees a pixel: privacy zones and the watermark. */
  readonly masks: readonly UnitPolygon[];
  readonly engines: Engines;
  readonly signal: AbortSignal;
};

/**
 * Finds every face in one picture, each as a track of a single point.
 *
 * @throws PermanentError "not-a-picture" when it cannot be decoded
 */
export async function analyseStill(request: StillRequest): Promise<FaceTrack[]> {
  const { path, atMs, masks, engines, signal } = request;
  const picture = await readPicture(path);
  const frame = { ...picture, atMs };
  applyMask(frame.data, maskSpans(masks, frame.width, frame.height));
  const collection = createTrackCollection(engines.embedders[0]);
  const detections = await engines.detect(frame);
  await collection.add(frame, detections.filter(isPlausibleFace), "whole");
  const sound = collection.tracks().filter((track) => isSound(track, MIN_STILL_SCORE));
  return await describeFaces(await withoutAnimals(sound, engines), {
    size: frame,
    minPoints: 1,
    engines,
    signal,
  });
}
