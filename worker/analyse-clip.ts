import { applyMask, type ByteSpan, maskSpans } from "#lib/clips/masking.ts";
import { decodedSize } from "#lib/clips/sampling.ts";
import type { ClipMedia, Frame, UnitPolygon } from "#lib/clips/types.ts";
import { explainAbsence, type NoFaceReason, reasonAgainst } from "#lib/faces/absence.ts";
import { faceAngle } from "#lib/faces/angle.ts";
import { toUnitBox, toUnitLandmarks } from "#lib/faces/boxes.ts";
import { type DetectionScale, nextScale } from "#lib/faces/detection-scale.ts";
import { isPlausibleFace, MIN_TRACK_POINTS, MIN_TRACK_SCORE } from "#lib/faces/plausibility.ts";
import { isEmbeddable } from "#lib/faces/quality.ts";
import type { Embedding, FaceAngle, Landmarks, UnitVector } from "#lib/faces/types.ts";
import type { Engines } from "./inference/engines.ts";
import { encodeAligned, encodeCrop } from "./media/encode.ts";
import { sampleFrames } from "./media/frames.ts";
import { probeClip } from "./media/probe.ts";
import { type CollectedTrack, createTrackCollection, type TrackPoint } from "./track-collection.ts";
import { type EmbeddedTrack, embeddingsOf, embedTrack, joinTracks } from "./track-embedding.ts";

/** The best shot of a track. Boxes and landmarks are in 0..1 of the frame. */
type BestShot = TrackPoint & {
  readonly landmarks: Landmarks;
  /** 0..1, for choosing between shots; see `rateFace`. */
  readonly quality: number;
  /** Height of the box in pixels of the decoded frame (at most 1920 on its long side). */
  readonly heightPx: number;
  /** 0..1. */
  readonly sharpness: number;
  readonly angle: FaceAngle;
  /** A square around the face, at most 512 px. */
  readonly cropJpeg: Buffer;
  /** The 112 x 112 aligned face, lossless. */
  readonly alignedPng: Buffer;
};

/** One person's way through the clip. */
export type FaceTrack = {
  /** In order of time, at least one. */
  readonly points: readonly TrackPoint[];
  readonly best: BestShot;
  /** One per embedder: the normalised mean over the track's best shots. */
  readonly embeddings: readonly Embedding[];
  /** Both embeddings in one; its cosine is the similarity that the product decides by. */
  readonly fused: UnitVector;
};

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

/** Tracks embedded per clip. Source: 40 tracks of three shots take two seconds on two cores. */
const MAX_TRACKS = 40;

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
  const embedded: EmbeddedTrack[] = [];
  for (const track of mostSeen(seen.tracks.filter(isSound))) {
    signal.throwIfAborted();
    embedded.push(await embedTrack(track, engines));
  }
  const kept = joinTracks(embedded).filter(
    ({ points }) => points.length >= Math.min(MIN_TRACK_POINTS, seen.framesLookedAt),
  );
  const size = decodedSize(media);
  const tracks = await Promise.all(kept.map((track) => describeTrack(track, size, engines)));
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

/** A face rather than an animal, a pattern or the back of a head, and good enough to embed. */
function isSound({ points, shots }: CollectedTrack): boolean {
  const [best] = shots;
  const isSure = points.some(({ score }) => score >= MIN_TRACK_SCORE);
  return isSure && best !== undefined && isEmbeddable(best.quality);
}

/** The longest tracks, in order of appearance, so that a crowd cannot take all day. */
function mostSeen(tracks: readonly CollectedTrack[]): CollectedTrack[] {
  const longest = new Set(
    tracks.toSorted((a, b) => b.points.length - a.points.length).slice(0, MAX_TRACKS),
  );
  return tracks.filter((track) => longest.has(track));
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

async function describeTrack(
  track: EmbeddedTrack,
  size: { readonly width: number; readonly height: number },
  engines: Engines,
): Promise<FaceTrack> {
  const [best] = track.shots;
  if (!best) {
    throw new RangeError("A track without an embedded shot has nothing to show");
  }
  const { box, landmarks, score } = best.detection;
  const [cropJpeg, alignedPng] = await Promise.all([
    encodeCrop(track.crop),
    encodeAligned(best.aligned),
  ]);
  return {
    points: track.points,
    best: {
      atMs: best.atMs,
      box: toUnitBox(box, size),
      landmarks: toUnitLandmarks(landmarks, size),
      score,
      quality: best.quality.quality,
      heightPx: best.quality.heightPx,
      sharpness: best.quality.sharpness,
      angle: faceAngle(landmarks),
      cropJpeg,
      alignedPng,
    },
    embeddings: embeddingsOf(track, engines),
    fused: track.fused,
  };
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
