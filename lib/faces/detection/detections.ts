import { intersectionOverUnion, pixelBox, sharedArea } from "../boxes.ts";
import { clampUnit } from "../clamp.ts";
import type { Detection, Landmarks } from "../types.ts";
import type { Letterbox } from "./letterbox.ts";

/**
 * Detector score, 0..1, from which a detection counts.
 * Source: YuNet's own operating point (OpenCV zoo); 0 false faces in 80 faceless frames at 0.7.
 */
export const MIN_DETECTION_SCORE = 0.6;

/** Intersection over union above which two detections are one face. Source: OpenCV zoo, YuNet. */
const MAX_OVERLAP = 0.3;

/**
 * Share of the smaller box inside a larger one above which it is part of that face.
 * Source: at two scales a near face also yields boxes around its eyes and mouth, which lie wholly
 * inside it but fall under `MAX_OVERLAP`.
 */
const MAX_CONTAINED = 0.7;

/** YuNet's strides in input pixels, one output head each. */
export const STRIDES = [8, 16, 32] as const;

/** What YuNet answers for one stride: flat arrays over the cells, rows first. */
export type DetectorHead = {
  readonly stride: number;
  /** Chance of a face, one per cell. */
  readonly classScores: Float32Array;
  /** Chance that the box fits, one per cell. */
  readonly objectScores: Float32Array;
  /** Centre offset and log size, four per cell. */
  readonly boxes: Float32Array;
  /** Five points as x, y, ten per cell. */
  readonly points: Float32Array;
};

/**
 * Turns the network's answer into detections in frame pixels, unsuppressed.
 *
 * score = sqrt(clip(cls) * clip(obj)); centre = (cell + offset) * stride; size = exp(log) * stride;
 * landmark = (point + cell) * stride. Source: the YuNet reference decoder of the OpenCV zoo.
 */
export function decodeDetections(
  heads: readonly DetectorHead[],
  box: Letterbox,
  minScore: number = MIN_DETECTION_SCORE,
): Detection[] {
  return heads.flatMap((head) => decodeHead(head, box, minScore));
}

function decodeHead(head: DetectorHead, box: Letterbox, minScore: number): Detection[] {
  const columns = box.width / head.stride;
  const floor = minScore * minScore;
  const found: Detection[] = [];
  for (let cell = 0; cell < head.classScores.length; cell++) {
    const squared = clampUnit(head.classScores[cell]!) * clampUnit(head.objectScores[cell]!);
    if (squared >= floor) {
      found.push(decodeCell(head, cell, columns, box.scale, Math.sqrt(squared)));
    }
  }
  return found;
}

function decodeCell(
  head: DetectorHead,
  cell: number,
  columns: number,
  scale: number,
  score: number,
): Detection {
  const column = cell % columns;
  const row = Math.floor(cell / columns);
  const unit = head.stride / scale;
  const width = Math.exp(head.boxes[cell * 4 + 2]!) * unit;
  const height = Math.exp(head.boxes[cell * 4 + 3]!) * unit;
  const centreX = (column + head.boxes[cell * 4]!) * unit;
  const centreY = (row + head.boxes[cell * 4 + 1]!) * unit;
  const landmark = (index: number) => ({
    x: (head.points[cell * 10 + 2 * index]! + column) * unit,
    y: (head.points[cell * 10 + 2 * index + 1]! + row) * unit,
  });
  const landmarks: Landmarks = [landmark(0), landmark(1), landmark(2), landmark(3), landmark(4)];
  return {
    box: pixelBox(centreX - width / 2, centreY - height / 2, width, height),
    landmarks,
    score,
  };
}

/** Non-maximum suppression: of detections of one face only the highest score stays, best first. */
export function suppressOverlaps(detections: readonly Detection[]): Detection[] {
  return keepFirst(detections.toSorted((a, b) => b.score - a.score));
}

/**
 * Joins what two scales found. Of one face the fine detection stays, because its landmarks are the
 * more exact ones, unless the face is higher than `safeHeight`: then the coarse one does.
 */
export function mergeScales(
  fine: readonly Detection[],
  coarse: readonly Detection[],
  safeHeight: number,
): Detection[] {
  const isSafe = ({ box }: Detection) => box.height <= safeHeight;
  return keepFirst([
    ...suppressOverlaps(fine.filter(isSafe)),
    ...suppressOverlaps(coarse),
    ...suppressOverlaps(fine.filter((detection) => !isSafe(detection))),
  ]);
}

function keepFirst(detections: readonly Detection[]): Detection[] {
  const kept: Detection[] = [];
  for (const detection of detections) {
    if (!kept.some((better) => isSameFace(better, detection))) {
      kept.push(detection);
    }
  }
  return kept;
}

/** Whether two boxes overlap so much, or one lies so far within the other, that they are one face. */
export function isSameFace(a: Detection, b: Detection): boolean {
  if (intersectionOverUnion(a.box, b.box) > MAX_OVERLAP) {
    return true;
  }
  const smaller = Math.min(a.box.width * a.box.height, b.box.width * b.box.height);
  return sharedArea(a.box, b.box) > MAX_CONTAINED * smaller;
}
