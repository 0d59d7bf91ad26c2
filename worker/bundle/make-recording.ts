import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { blurringOf } from "#lib/bundles/blurring.ts";
import type { MadeRecording } from "#lib/bundles/manifest.ts";
import type { BundledRecording } from "#lib/bundles/types.ts";
import type { Engines } from "../inference/engines.ts";
import { encodeFrame } from "../media/encode.ts";
import { frameAt } from "../media/frames.ts";
import { probeClip } from "../media/probe.ts";
import { blurClip } from "./blur-clip.ts";
import { findFaces } from "./find-faces.ts";
import { fingerprint, type ZipFile } from "./zip-file.ts";

/** What one recording is made with. */
export type RecordingRequest = {
  readonly recording: BundledRecording;
  /** Names its files: 1 for the first one. */
  readonly number: number;
  /** The recording as it came. */
  readonly path: string;
  readonly folder: string;
  readonly withSound: boolean;
  readonly engines: Pick<Engines, "detect">;
  readonly zip: ZipFile;
  readonly signal: AbortSignal;
  /** Told how much of this recording is done, 0..1. */
  readonly onProgress: (share: number) => Promise<void>;
};

/** Long side of a still, in pixels: as large as a frame is decoded. */
const STILL_SIDE_PX = 1920;

/**
 * Adds to the bundle a recording in which everybody but those chosen is blurred, and stills of their best
 * moments. The stills come out of the blurred recording: what is not in that one is in none of them.
 */
export async function makeRecording(request: RecordingRequest): Promise<MadeRecording> {
  const { recording, number, path, folder, withSound, engines, zip, signal } = request;
  const { privacyZones, faces } = recording;
  const media = await probeClip(path, signal);
  const progressFrom = (start: number) => (atMs: number) =>
    request.onProgress(start + Math.min(0.5, atMs / (2 * Math.max(1, media.durationMs))));
  const file = { path, media, privacyZones };
  const found = await findFaces(file, engines, signal, progressFrom(0));
  const tracks = faces.map(({ track: points, isChosen }) => ({ points, isChosen }));
  const blurring = blurringOf(tracks, found);
  const onProgress = progressFrom(0.5);
  const blurred = await blurClip({ ...file, blurring, withSound, folder, signal, onProgress });
  const clip = await zip.add(`clip-${number}.mp4`, { path: blurred });
  const blurredMedia = await probeClip(blurred, signal);
  const stills: MadeRecording["stills"] = [];
  for (const { name, atMs } of faces.filter(({ isChosen }) => isChosen)) {
    const frame = await frameAt(blurred, blurredMedia, atMs, signal);
    const still = join(folder, "still.jpg");
    await writeFile(still, await encodeFrame(frame, STILL_SIDE_PX));
    const stillName = `still-${number}-${stills.length + 1}.jpg`;
    stills.push({ file: await zip.add(stillName, { path: still }), atMs, name });
  }
  return {
    recording,
    originalSha256: await fingerprint(path),
    clip,
    stills,
    blurred: { tracks: blurring.tracks.length, places: blurring.places.length },
  };
}
