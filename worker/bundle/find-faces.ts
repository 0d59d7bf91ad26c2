import { applyMask, maskSpans } from "#lib/clips/masking.ts";
import { decodedSize } from "#lib/clips/sampling.ts";
import type { ClipMedia, UnitPolygon } from "#lib/clips/types.ts";
import { toUnitBox } from "#lib/faces/boxes.ts";
import type { TrackPlace } from "#lib/faces/tracks/track-boxes.ts";
import type { Engines } from "../inference/engines.ts";
import { sampleFrames } from "../media/frames.ts";

/**
 * Time between looks, in milliseconds.
 * Source: nearly three times as often as an analysis looks: who passes at 1.5 m/s moves half the width
 * of a face 3 m away meanwhile, and what is blurred is twice that wide.
 */
const LOOK_INTERVAL_MS = 125;

/** A recording whose faces are looked for. */
export type RecordingFile = {
  readonly path: string;
  readonly media: ClipMedia;
  /** Black in what is given away, so not looked at. */
  readonly privacyZones: readonly UnitPolygon[];
};

/**
 * Every face in a recording, also those too small or too blurred to be anybody's, in order of time.
 *
 * @param onProgress told the place reached, milliseconds. Throws as `sampleFrames`.
 */
export async function findFaces(
  { path, media, privacyZones }: RecordingFile,
  { detect }: Pick<Engines, "detect">,
  signal: AbortSignal,
  onProgress: (atMs: number) => Promise<void>,
): Promise<TrackPlace[]> {
  const { width, height } = decodedSize(media);
  const spans = maskSpans(privacyZones, width, height);
  const found: TrackPlace[] = [];
  for await (const frame of sampleFrames(path, media, signal, LOOK_INTERVAL_MS)) {
    applyMask(frame.data, spans);
    const { atMs } = frame;
    for (const { box } of await detect(frame)) found.push({ atMs, box: toUnitBox(box, frame) });
    await onProgress(atMs);
  }
  return found;
}
