import { applyMask, maskSpans } from "#lib/clips/masking.ts";
import { decodedSize } from "#lib/clips/sampling.ts";
import type { ClipMedia, UnitPolygon } from "#lib/clips/types.ts";
import {
  isPlausibleFace,
  MIN_TRACK_POINTS,
  MIN_TRACK_SCORE,
} from "#lib/faces/detection/plausibility.ts";
import type { NoFaceReason } from "#lib/faces/shots/absence.ts";
import { brightnessOf } from "#lib/faces/shots/lighting.ts";
import type { Detection } from "#lib/faces/types.ts";
import type { Engines } from "../inference/engines.ts";
import { sampleLooks } from "../media/frames.ts";
import { probeClip } from "../media/probe.ts";
import { type ClipMoment, explainTracks, showMoment } from "./absence.ts";
import { withoutAnimals } from "./animals.ts";
import { describeFaces, type FaceTrack, isSound } from "./face-tracks.ts";
import { type CollectedTrack, createTrackCollection } from "./track-collection.ts";

/**
 * What was seen in a clip. `noFaceReason` is given exactly when `tracks` is empty, and then the moment
 * that shows it best, if it can be decoded once more.
 */
export type ClipAnalysis = {
  readonly media: ClipMedia;
  readonly framesLookedAt: number;
  readonly tracks: readonly FaceTrack[];
  readonly noFaceReason: NoFaceReason | undefined;
  readonly moment: ClipMoment | undefined;
};

/** What to look at, and with what. */
export type ClipRequest = {
  readonly path: string;
  /** Blacked out before any model sees a pixel: privacy zones and the watermark. */
  readonly masks: readonly UnitPolygon[];
  readonly engines: Engines;
  readonly signal: AbortSignal;
  /** Describes every side of a face that is seen, not only the best: somebody walks to be known. */
  readonly bySide?: boolean;
};

type Seen = {
  readonly framesLookedAt: number;
  readonly lastAtMs: number;
  readonly meanBrightness: number;
  readonly tracks: readonly CollectedTrack[];
};

/**
 * Finds every face in a clip: probe, sample, mask, detect, track, choose, leave animals out, embed, join.
 *
 * Throws a PermanentError when the clip cannot be read (see `probeClip`, `sampleLooks`) and the
 * signal's reason when it aborts; ffmpeg is gone either way.
 */
export async function analyseClip(request: ClipRequest): Promise<ClipAnalysis> {
  const { path, engines, signal } = request;
  const media = await probeClip(path, signal);
  const seen = await lookAtFrames(request, media);
  const sound = seen.tracks.filter((track) => isSound(track, MIN_TRACK_SCORE));
  const people = await withoutAnimals(sound, engines);
  const tracks = await describeFaces(people, {
    size: decodedSize(media),
    minPoints: Math.min(MIN_TRACK_POINTS, seen.framesLookedAt),
    engines,
    signal,
  });
  const analysis = { media, framesLookedAt: seen.framesLookedAt, tracks };
  if (tracks.length > 0) return { ...analysis, noFaceReason: undefined, moment: undefined };
  const animals = sound.filter((track) => !people.includes(track));
  const { reason, track } = explainTracks(seen, animals);
  const shown = { atMs: seen.lastAtMs / 2, ...track?.shots[0] };
  return { ...analysis, noFaceReason: reason, moment: await showMoment(request, media, shown) };
}

/**
 * Looks at one frame a second, and where it shows something like a face, or the look before did, near
 * that in those in between as well: a newcomer is in the next look.
 */
async function lookAtFrames(
  { path, masks, engines, signal, bySide }: ClipRequest,
  media: ClipMedia,
): Promise<Seen> {
  const collection = createTrackCollection(engines.embedders[0], bySide);
  const spans = maskSpans(masks, decodedSize(media).width, decodedSize(media).height);
  const seen = { framesLookedAt: 0, lastAtMs: 0, looks: 0, brightness: 0 };
  let shown: readonly Detection[] = [];
  for await (const { before, frame } of sampleLooks(path, media, signal)) {
    for (const { data } of [...before, frame]) applyMask(data, spans);
    const detections = await engines.detect(frame);
    const nearby = [...shown, ...detections];
    if (nearby.length > 0) {
      for (const between of before) {
        const found = await engines.detectNear(between, nearby);
        await collection.add(between, found.filter(isPlausibleFace), "near");
      }
      seen.framesLookedAt += before.length;
    }
    await collection.add(frame, detections.filter(isPlausibleFace), "whole");
    seen.framesLookedAt += 1;
    seen.lastAtMs = frame.atMs;
    seen.looks += 1;
    seen.brightness += brightnessOf(frame);
    shown = detections;
  }
  return {
    framesLookedAt: seen.framesLookedAt,
    lastAtMs: seen.lastAtMs,
    meanBrightness: seen.brightness / Math.max(1, seen.looks),
    tracks: collection.tracks(),
  };
}
