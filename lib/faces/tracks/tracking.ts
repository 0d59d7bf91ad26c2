import { centreOf, intersectionOverUnion, pixelBox } from "../boxes.ts";
import type { Detection, PixelBox } from "../types.ts";

/**
 * Time without a detection after which a track ends.
 * Source: at three frames a second a turned head or a passing arm costs one to four detections.
 */
export const MAX_GAP_MS = 1500;

/**
 * Farthest that a face moves between two frames a third of a second apart, in face widths, from
 * where its motion so far would put it.
 * Source: a visitor who walks up to a door and stands there moves under 0.8 widths between frames of
 * the recordings; farther steps break the track, which its embedding mends (see `joinTracks`).
 */
const MAX_STEP_WIDTHS = 1.2;

/** Largest change of size between two detections of one track, as a ratio. Source: as above. */
const MAX_SIZE_RATIO = 1.5;

/** The step in time that `MAX_STEP_WIDTHS` speaks of. */
const REFERENCE_STEP_MS = 400;

/** Longer gaps allow a longer step, but never more than this many widths. */
const STEP_CEILING_WIDTHS = 2;

/** Where a track was last seen and how it moves. */
export type TrackHead = {
  readonly atMs: number;
  readonly box: PixelBox;
  /** Pixels per millisecond of the box's centre; 0 for a track of one detection. */
  readonly velocity: { readonly x: number; readonly y: number };
};

/** One detection and the index of the track it continues; `undefined` starts a new one. */
export type Assignment = {
  readonly detection: Detection;
  readonly trackIndex: number | undefined;
};

/** A step that is possible, and how unlikely it is by position alone; see `stepCost`. */
type Step = {
  readonly trackIndex: number;
  readonly detectionIndex: number;
  readonly cost: number;
};

/** How alike the faces of a track and of a detection are, a cosine; `undefined`: not compared. */
export type Likeness = (trackIndex: number, detectionIndex: number) => number | undefined;

/**
 * Lead in cost, about face widths, with which a step is clear without comparing faces.
 * Source: two people who stand side by side differ by two, whose motion hides that they turn back by
 * 1.2, and who cross by less.
 */
const CLEAR_LEAD = 1.5;

/** What a cosine of one is worth in cost. Source: one's and another's face differ by 0.6, see `DEFAULT_THRESHOLDS`, which must outweigh a lead. */
const LIKENESS_WEIGHT = 3;

/**
 * The steps between which position does not decide: of people who cross, meet and turn back, or hide
 * one another. Their faces have to be compared.
 */
export function contestedSteps(
  heads: readonly TrackHead[],
  detections: readonly Detection[],
  atMs: number,
): Omit<Step, "cost">[] {
  const steps = possibleSteps(heads, detections, atMs);
  return steps.filter((step) =>
    steps.some(
      (other) =>
        other !== step &&
        (other.trackIndex === step.trackIndex || other.detectionIndex === step.detectionIndex) &&
        Math.abs(other.cost - step.cost) < CLEAR_LEAD,
    ),
  );
}

/**
 * Gives every detection of a frame to at most one open track: greedily, likeliest step first. Position
 * decides, and where it does not, what `likeness` says of the contested steps.
 */
export function assignDetections(
  heads: readonly TrackHead[],
  detections: readonly Detection[],
  atMs: number,
  likeness: Likeness = () => undefined,
): Assignment[] {
  const steps = possibleSteps(heads, detections, atMs).map(({ cost, ...step }) => {
    const alike = likeness(step.trackIndex, step.detectionIndex) ?? 0;
    return { ...step, cost: cost - LIKENESS_WEIGHT * Math.max(0, alike) };
  });
  const trackByDetection = new Map<number, number>();
  const takenTracks = new Set<number>();
  for (const { trackIndex, detectionIndex } of steps.toSorted((a, b) => a.cost - b.cost)) {
    if (!takenTracks.has(trackIndex) && !trackByDetection.has(detectionIndex)) {
      takenTracks.add(trackIndex);
      trackByDetection.set(detectionIndex, trackIndex);
    }
  }
  return detections.map((detection, index) => ({
    detection,
    trackIndex: trackByDetection.get(index),
  }));
}

function possibleSteps(
  heads: readonly TrackHead[],
  detections: readonly Detection[],
  atMs: number,
): Step[] {
  return heads.flatMap((head, trackIndex) =>
    detections.flatMap((detection, detectionIndex) => {
      const cost = stepCost(head, detection.box, atMs);
      return cost === undefined ? [] : [{ trackIndex, detectionIndex, cost }];
    }),
  );
}

/** The head after one more detection. */
export function advanceHead(head: TrackHead, box: PixelBox, atMs: number): TrackHead {
  const elapsedMs = Math.max(1, atMs - head.atMs);
  const from = centreOf(head.box);
  const to = centreOf(box);
  return {
    atMs,
    box,
    velocity: { x: (to.x - from.x) / elapsedMs, y: (to.y - from.y) / elapsedMs },
  };
}

/** A track that begins here. */
export function startHead(box: PixelBox, atMs: number): TrackHead {
  return { atMs, box, velocity: { x: 0, y: 0 } };
}

/** How unlikely the step is, from about -1 (same place) upwards; `undefined` if impossible. */
function stepCost(head: TrackHead, box: PixelBox, atMs: number): number | undefined {
  const elapsedMs = atMs - head.atMs;
  const ratio = box.height / head.box.height;
  if (elapsedMs > MAX_GAP_MS || ratio > MAX_SIZE_RATIO || ratio < 1 / MAX_SIZE_RATIO) {
    return undefined;
  }
  const expected = pixelBox(
    head.box.x + head.velocity.x * elapsedMs,
    head.box.y + head.velocity.y * elapsedMs,
    head.box.width,
    head.box.height,
  );
  const width = Math.max(box.width, head.box.width);
  const steps = Math.min(distance(expected, box), distance(head.box, box)) / width;
  const limit = Math.min(
    STEP_CEILING_WIDTHS,
    MAX_STEP_WIDTHS * Math.max(1, elapsedMs / REFERENCE_STEP_MS),
  );
  if (steps > limit) {
    return undefined;
  }
  return steps + Math.abs(Math.log(ratio)) - intersectionOverUnion(expected, box);
}

function distance(a: PixelBox, b: PixelBox): number {
  const from = centreOf(a);
  const to = centreOf(b);
  return Math.hypot(to.x - from.x, to.y - from.y);
}
