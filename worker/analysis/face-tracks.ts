import { sideOf, sides } from "#lib/enrolment/side.ts";
import { toUnitBox, toUnitLandmarks } from "#lib/faces/boxes.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import { faceAngle, yawProxy } from "#lib/faces/shots/angle.ts";
import type { Lighting } from "#lib/faces/shots/lighting.ts";
import { isEmbeddable } from "#lib/faces/shots/quality.ts";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
import type { Embedding, FaceAngle, Landmarks, UnitVector, Weighted } from "#lib/faces/types.ts";
import type { Engines } from "../inference/engines.ts";
import { encodeAligned, encodeCrop } from "../media/encode.ts";
import type { CollectedTrack, Shot, TrackPoint } from "./track-collection.ts";
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
  /** See `yawProxy`. */
  readonly yaw: number;
  readonly lighting: Lighting;
  /** Chance of a living face rather than a picture of one, 0..1; null where nothing can say. */
  readonly liveness: number | null;
  /** A square around the face, at most 512 px. */
  readonly cropJpeg: Buffer;
  /**
   * The aligned faces that the embeddings are means of, 112 x 112 each, one below the other and the
   * best first, lossless: so another embedder can make the same mean.
   */
  readonly alignedPng: Buffer;
};

/** One person's way through the clip. */
export type FaceTrack = {
  /** In order of time, at least one. */
  readonly points: readonly TrackPoint[];
  readonly best: BestShot;
  /** Its shots disagree about whom they show: it may name nobody. */
  readonly isDisputed: boolean;
  /** One per embedder: the normalised mean over the track's best shots. */
  readonly embeddings: readonly Weighted<Embedding>[];
  /** The deciding set's in one; its cosine is the similarity that the product decides by. */
  readonly fused: UnitVector;
  /** The same face from the other sides, each in its best shots, where they were collected. */
  readonly turned: readonly FaceTrack[];
};

/** What a track must be to count as a person's, and what describes it. */
export type FaceRequest = {
  /** Of the frames that the tracks were found in, in pixels. */
  readonly size: { readonly width: number; readonly height: number };
  readonly minPoints: number;
  readonly engines: Engines;
  readonly signal: AbortSignal;
};

/** Tracks embedded per clip. Source: 40 tracks of three shots take two seconds on two cores. */
const MAX_TRACKS = 40;

/** The people in sound tracks: embedded, and joined where they are one person's. */
export async function describeFaces(
  tracks: readonly CollectedTrack[],
  { size, minPoints, engines, signal }: FaceRequest,
): Promise<FaceTrack[]> {
  const embedded: EmbeddedTrack[] = [];
  for (const track of mostSeen(tracks)) {
    signal.throwIfAborted();
    embedded.push(await embedTrack(track, engines));
  }
  const kept = joinTracks(embedded).filter(({ points }) => points.length >= minPoints);
  return await Promise.all(
    kept.map(async (track) => ({
      ...(await describeTrack(track, size, engines)),
      turned: await describeTurned(track, size, engines),
    })),
  );
}

async function describeTurned(
  { shots: [best], sides: seen, fused }: EmbeddedTrack,
  size: FaceRequest["size"],
  engines: Engines,
): Promise<FaceTrack[]> {
  const turned: FaceTrack[] = [];
  for (const side of sides.filter((each) => best && each !== sideIn(best))) {
    const [track] = seen
      .filter(({ shots: [shot] }) => shot && sideIn(shot) === side && isEmbeddable(shot.quality))
      .toSorted((a, b) => qualityOf(b) - qualityOf(a));
    const embedded = track && (await embedTrack(track, engines));
    // Else the track has gone over to somebody else.
    if (embedded && cosineSimilarity(embedded.fused, fused) >= DEFAULT_THRESHOLDS.ask)
      turned.push(await describeTrack(embedded, size, engines));
  }
  return turned;
}

const sideIn = ({ detection }: Shot) => sideOf(yawProxy(detection.landmarks));

const qualityOf = ({ shots: [best] }: CollectedTrack) => best?.quality.quality ?? 0;

/**
 * A face rather than a pattern or the back of a head, and good enough to embed.
 *
 * @param minScore the detector's, 0..1, to be reached once
 */
export function isSound({ points, shots }: CollectedTrack, minScore: number): boolean {
  const [best] = shots;
  const isSure = points.some(({ score }) => score >= minScore);
  return isSure && best !== undefined && isEmbeddable(best.quality);
}

/** The longest tracks, in order of appearance, so that a crowd cannot take all day. */
function mostSeen(tracks: readonly CollectedTrack[]): CollectedTrack[] {
  const longest = new Set(
    tracks.toSorted((a, b) => b.points.length - a.points.length).slice(0, MAX_TRACKS),
  );
  return tracks.filter((track) => longest.has(track));
}

async function describeTrack(
  track: EmbeddedTrack,
  size: FaceRequest["size"],
  engines: Engines,
): Promise<FaceTrack> {
  const [best] = track.shots;
  if (!best) {
    throw new RangeError("A track without an embedded shot has nothing to show");
  }
  const { box, landmarks, score } = best.detection;
  const liveness = await judgeShots(track.shots, engines);
  const [cropJpeg, alignedPng] = await Promise.all([
    encodeCrop(track.crop),
    encodeAligned(track.shots.map(({ aligned }) => aligned)),
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
      yaw: yawProxy(landmarks),
      lighting: best.lighting,
      liveness,
      cropJpeg,
      alignedPng,
    },
    isDisputed: track.isDisputed,
    embeddings: embeddingsOf(track, engines),
    fused: track.fused,
    turned: [],
  };
}

/** The mean over the shots that can be judged; null where none can. */
async function judgeShots(
  shots: EmbeddedTrack["shots"],
  { judgeLiveness }: Engines,
): Promise<number | null> {
  if (!judgeLiveness) return null;
  const judged: number[] = [];
  for (const { livenessInputs } of shots) {
    if (livenessInputs) judged.push(await judgeLiveness(livenessInputs));
  }
  const sum = judged.reduce((total, liveness) => total + liveness, 0);
  return judged.length > 0 ? sum / judged.length : null;
}
