import type { Frame } from "#lib/clips/types.ts";
import { type Side, sideOf } from "#lib/enrolment/side.ts";
import { mapLandmarks, toUnitBox } from "#lib/faces/boxes.ts";
import { isSharpInside, regionAround } from "#lib/faces/detection/close-look.ts";
import { copyRegion, cropFace, type Part } from "#lib/faces/detection/crop.ts";
import { alignedRegion, alignFace } from "#lib/faces/shots/alignment.ts";
import { yawProxy } from "#lib/faces/shots/angle.ts";
import { type Lighting, lightingOf } from "#lib/faces/shots/lighting.ts";
import {
  livenessInputs as inputsForLiveness,
  MIN_LIVENESS_HEIGHT_PX,
} from "#lib/faces/shots/liveness.ts";
import { type FaceQuality, qualityAtMost, rateFace } from "#lib/faces/shots/quality.ts";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
import {
  advanceHead,
  assignDetections,
  contestedSteps,
  type Likeness,
  MAX_GAP_MS,
  startHead,
  type TrackHead,
} from "#lib/faces/tracks/tracking.ts";
import type { Detection, RgbImage, UnitBox } from "#lib/faces/types.ts";
import type { Embedder } from "../inference/embedder.ts";

/** Shots kept per track, the best by quality. Source: averaging 2 or 3 is where the gain is. */
const SHOTS_PER_TRACK = 3;

/**
 * What a shot of a large face is worth when a close look alone has seen it, of one seen in the whole frame.
 * Source: its landmarks are less exact: the woman of a filmed pair, her head tilted, scores 0.42
 * against her other recording when aligned by them and 0.64 when aligned by the others.
 */
const SHRUNK_QUALITY = 0.75;

/** One detection of a track, in units of the frame. `score` is the detector's, 0..1. */
export type TrackPoint = { readonly atMs: number; readonly box: UnitBox; readonly score: number };

/** One frame's view of a face with the pixels that are still needed once the frame is gone. */
export type Shot = {
  readonly atMs: number;
  readonly detection: Detection;
  readonly quality: FaceQuality;
  readonly lighting: Lighting;
  /** The 112 x 112 aligned face. */
  readonly aligned: RgbImage;
  /** The face as an embedder wants it, cut out anew each time: most shots give way to better ones. */
  readonly cutOut: (embedder: Pick<Embedder, "align">) => RgbImage;
  /** For `judgeLiveness`; null where the face is too small for it or filmed in infrared. */
  readonly livenessInputs: readonly Float32Array[] | null;
};

/** A track with its best shots, best first; `crop` shows the first of them, `surroundings` more of it. */
export type CollectedTrack = {
  readonly points: readonly TrackPoint[];
  readonly shots: readonly Shot[];
  readonly crop: RgbImage;
  readonly surroundings: Part;
  /** What the face shows of each side, as a track of its own; nothing where nobody asked for it. */
  readonly sides: ReadonlyMap<Side, CollectedTrack>;
};

/** Side of the surroundings, in sides of the face's box: an animal's body is in them. */
const SURROUNDINGS_MARGIN = 4;

/** How a frame was looked at: see `Detector`. */
type Look = "whole" | "near";

type View = Pick<Shot, "detection" | "aligned" | "quality">;
/** What faces are compared with. */
type FaceReader = Pick<Embedder, "align" | "embed">;
type Pictures = { crop: RgbImage; surroundings: Part };
type OpenTrack = Pictures & {
  head: TrackHead;
  points: TrackPoint[];
  shots: Shot[];
  sides: Map<Side, OpenTrack>;
};
/** A face in one frame. */
type Sight = { readonly detection: Detection; readonly look: Look };

/** Gathers detections into tracks while the frames stream by. Keeps a few small pictures a track. */
export type TrackCollection = {
  /** Takes one frame's detections, `near`: of close looks alone. Frames come in order, one at a time. */
  add(frame: Frame, detections: readonly Detection[], look: Look): Promise<void>;
  /** All tracks, in order of appearance. */
  tracks(): CollectedTrack[];
};

/**
 * An empty collection.
 *
 * @param embedder tells faces apart where their places do not; without one these alone decide
 * @param bySide keeps the best shots of every side of a face as well
 */
export function createTrackCollection(
  embedder: FaceReader | undefined,
  bySide = false,
): TrackCollection {
  const all: OpenTrack[] = [];
  return {
    async add(frame, detections, look) {
      const open = all.filter(({ head }) => frame.atMs - head.atMs <= MAX_GAP_MS);
      const heads = open.map(({ head }) => head);
      const likeness = await compareContested(open, frame, detections, embedder);
      const assigned = assignDetections(heads, detections, frame.atMs, likeness);
      for (const { detection, trackIndex } of assigned) {
        const known = trackIndex === undefined ? undefined : open[trackIndex];
        const sight = { detection, look };
        const track = known ?? startTrack(frame, sight);
        if (known) {
          known.head = advanceHead(known.head, detection.box, frame.atMs);
          extendTrack(known, frame, sight);
        } else {
          all.push(track);
        }
        if (bySide) addToSide(track, frame, sight);
      }
    },
    tracks: () => all,
  };
}

/** Compares faces where position does not say whose they are: a track's best one so far with the new. */
async function compareContested(
  open: readonly OpenTrack[],
  frame: Frame,
  detections: readonly Detection[],
  embedder: FaceReader | undefined,
): Promise<Likeness> {
  const heads = open.map(({ head }) => head);
  const steps = embedder ? contestedSteps(heads, detections, frame.atMs) : [];
  if (!embedder || steps.length === 0) return () => undefined;
  const trackIndexes = [...new Set(steps.map(({ trackIndex }) => trackIndex))];
  const detectionIndexes = [...new Set(steps.map(({ detectionIndex }) => detectionIndex))];
  const known = trackIndexes.flatMap((index) => open[index]?.shots[0]?.cutOut(embedder) ?? []);
  const shown = detectionIndexes.flatMap((index) => {
    const detection = detections[index];
    return detection ? [embedder.align(frame, detection.landmarks)] : [];
  });
  const vectors = await embedder.embed([...known, ...shown]);
  return (trackIndex, detectionIndex) => {
    const a = vectors[trackIndexes.indexOf(trackIndex)];
    const b = vectors[known.length + detectionIndexes.indexOf(detectionIndex)];
    const isCompared =
      trackIndexes.includes(trackIndex) && detectionIndexes.includes(detectionIndex);
    return isCompared && a && b ? cosineSimilarity(a, b) : undefined;
  };
}

function viewFace(frame: Frame, detection: Detection, look: Look): View {
  const aligned = alignFace(frame, detection.landmarks);
  const rated = rateFace(detection, aligned);
  const quality = { ...rated, quality: rated.quality * worthOf(frame, detection, look) };
  return { detection, aligned, quality };
}

function worthOf(frame: Frame, { box }: Detection, look: Look): number {
  return look === "near" && !isSharpInside(regionAround(frame, box)) ? SHRUNK_QUALITY : 1;
}

function startTrack(frame: Frame, { detection, look }: Sight): OpenTrack {
  const view = viewFace(frame, detection, look);
  return {
    head: startHead(view.detection.box, frame.atMs),
    points: [pointOf(frame, view.detection)],
    shots: [takeShot(frame, view)],
    sides: new Map(),
    ...takePictures(frame, view),
  };
}

function addToSide({ sides }: OpenTrack, frame: Frame, sight: Sight): void {
  const side = sideOf(yawProxy(sight.detection.landmarks));
  const track = sides.get(side);
  if (track) extendTrack(track, frame, sight);
  else sides.set(side, startTrack(frame, sight));
}

const takePictures = (frame: Frame, { detection: { box } }: View): Pictures => ({
  crop: cropFace(frame, box),
  surroundings: cropFace(frame, box, SURROUNDINGS_MARGIN),
});

function extendTrack(track: OpenTrack, frame: Frame, { detection, look }: Sight): void {
  track.points.push(pointOf(frame, detection));
  const worst = track.shots[SHOTS_PER_TRACK - 1]?.quality.quality ?? 0;
  // Aligning a face takes a millisecond: where it cannot be one of the best it is spared.
  if (qualityAtMost(detection) * worthOf(frame, detection, look) <= worst) return;
  const view = viewFace(frame, detection, look);
  if (view.quality.quality <= worst) return;
  const shot = takeShot(frame, view);
  track.shots = bestShots([...track.shots, shot]);
  if (track.shots[0] === shot) {
    Object.assign(track, takePictures(frame, view));
  }
}

/** The best few by quality, best first. */
export function bestShots<T extends Pick<Shot, "quality">>(shots: readonly T[]): T[] {
  return shots.toSorted((a, b) => b.quality.quality - a.quality.quality).slice(0, SHOTS_PER_TRACK);
}

function takeShot(frame: Frame, view: View): Shot {
  const { box, landmarks } = view.detection;
  const part = copyRegion(frame, alignedRegion(frame, landmarks));
  const within = mapLandmarks(landmarks, ({ x, y }) => ({ x: x - part.left, y: y - part.top }));
  const lighting = lightingOf(frame);
  const isJudged = lighting === "day" && box.height >= MIN_LIVENESS_HEIGHT_PX;
  const livenessInputs = isJudged ? inputsForLiveness(frame, box) : null;
  return {
    ...view,
    atMs: frame.atMs,
    lighting,
    livenessInputs,
    cutOut: ({ align }) => align(part, within),
  };
}

function pointOf(frame: Frame, { box, score }: Detection): TrackPoint {
  return { atMs: frame.atMs, box: toUnitBox(box, frame), score };
}
