import { applyMask, type ByteSpan, maskSpans } from "#lib/clips/masking.ts";
import { decodedSize } from "#lib/clips/sampling.ts";
import type { ClipMedia, Frame, UnitPolygon } from "#lib/clips/types.ts";
import { explainAbsence, type NoFaceReason, reasonAgainst } from "#lib/faces/absence.ts";
import { type DetectionScale, nextScale } from "#lib/faces/detection-scale.ts";
import { isPlausibleFace, MIN_TRACK_POINTS, MIN_TRACK_SCORE } from "#lib/faces/plausibility.ts";
import { describeFaces, type FaceTrack } from "./face-tracks.ts";
import type { Engines } from "./inference/engines.ts";
import { sampleFrames } from "./media/frames.ts";
import { probeClip } from "./media/probe.ts";
import { type CollectedTrack, createTrackCollection } from "./track-collection.ts";

/** What was seen in a clip. `noFaceReason` is given exactly when `tracks` is empty. */
export type ClipAnalysis = {
  readonly media: ClipMedia;
  readonly framesLookedAt: number;
  readonly tracks: readonly FaceTrack[];
  readonly noFaceReason: NoFaceReason | undefined;
};

/** What to look at, and with what. */
export type ClipRequest = {
  readonly path: string;
  /** Blacked out before any model sees a pixel: privacy zones and the watermark. */
  readonly masks: readonly UnitPolygon[];
  readonly engines: Engines;
  readonly signal: AbortSignal;
};

type Seen = {
  readonly framesLookedAt: number;
  readonly meanBrightness: number;
  readonly tracks: readonly CollectedTrack[];
};

/**
 * Finds every face in a clip: probe, sample, mask, detect, track, choose, embed, join.
 *
 * Throws a PermanentError when the clip cannot be read (see `probeClip`, `sampleFrames`) and the
 * signal's reason when it aborts; ffmpeg is gone either way.
 */
export async function analyseClip(request: ClipRequest): Promise<ClipAnalysis> {
  const { path, engines, signal } = request;
  const media = await probeClip(path, signal);
  const seen = await lookAtFrames(request, media);
  const tracks = await describeFaces(seen.tracks, {
    size: decodedSize(media),
    minPoints: Math.min(MIN_TRACK_POINTS, seen.framesLookedAt),
    minScore: MIN_TRACK_SCORE,
    engines,
    signal,
  });
  return {
    media,
    framesLookedAt: seen.framesLookedAt,
    tracks,
    noFaceReason: tracks.length > 0 ? undefined : explainDropped(seen),
  };
}

async function lookAtFrames(
  { path, masks, engines, signal }: ClipRequest,
  media: ClipMedia,
): Promise<Seen> {
  const collection = createTrackCollection(engines.embedders.map(({ align }) => align));
  let spans: readonly ByteSpan[] | undefined;
  let scale: DetectionScale = "fine";
  let framesLookedAt = 0;
  let brightness = 0;
  for await (const frame of sampleFrames(path, media, signal)) {
    spans ??= maskSpans(masks, frame.width, frame.height);
    applyMask(frame.data, spans);
    const detections = await engines.detect(frame, scale);
    collection.add(frame, detections.filter(isPlausibleFace), scale);
    scale = nextScale(scale, detections, frame);
    framesLookedAt += 1;
    brightness += sampleBrightness(frame);
  }
  return {
    framesLookedAt,
    meanBrightness: brightness / Math.max(1, framesLookedAt),
    tracks: collection.tracks(),
  };
}

function explainDropped({ tracks, meanBrightness }: Seen): NoFaceReason {
  const dropped = tracks
    .filter(({ points }) => points.length >= MIN_TRACK_POINTS)
    .flatMap(({ points, shots }) => {
      const [best] = shots;
      return best ? [{ reason: reasonAgainst(best.quality), points: points.length }] : [];
    });
  return explainAbsence(dropped, meanBrightness);
}

/** Mean of the green channel, 0..255, over about a thousand pixels. */
function sampleBrightness({ data }: Frame): number {
  const step = Math.max(1, Math.floor(data.length / 3000)) * 3;
  let sum = 0;
  let count = 0;
  for (let at = 1; at < data.length; at += step) {
    sum += data[at] ?? 0;
    count += 1;
  }
  return sum / Math.max(1, count);
}
