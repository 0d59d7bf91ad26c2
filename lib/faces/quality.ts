import { alignmentResidual } from "./alignment.ts";
import { yawProxy } from "./angle.ts";
import type { Detection, Landmarks, RgbImage } from "./types.ts";

/** What speaks for and against one shot of a face. The parts and `quality` are 0..1. */
export type FaceQuality = {
  readonly quality: number;
  readonly heightPx: number;
  /** Detail in the aligned face, see `measureSharpness`. */
  readonly sharpness: number;
  readonly frontality: number;
  readonly exposure: number;
};

/**
 * Height of a face's box, in frame pixels, below which it is not embedded.
 * Source: degraded LFW probes: at 24 px embedder 0095 still accepts 0.735 at a false accept rate
 * of 1e-4, against 0.916 at 32 px and 0.974 in full; below that it is no better than a guess.
 */
export const MIN_FACE_HEIGHT_PX = 24;

/**
 * Quality below which a shot is not embedded.
 * Source: half-visible and smeared faces of the recordings rate under it, every face of 24 px and
 * more that its embedder still recognised rates above it.
 */
export const MIN_QUALITY = 0.35;

/** Height from which more pixels add nothing. Source: the embedders see 112 to 128 px. */
const FULL_HEIGHT_PX = 112;

/** Yaw proxy at which nothing of the far half of the face is left. Source: `angle.ts`, profile. */
const LOST_YAW_PROXY = 0.85;

/**
 * Alignment residual, in pixels of the 112 template, that costs nothing, and that costs all.
 * Source: faces seen from the front fit within 5 px on the recordings, backs of heads miss by 12.
 */
const FREE_RESIDUAL = 4;
const LOST_RESIDUAL = 14;

/** Mean brightness, 0..255, between which a face is well exposed. Source: degraded LFW probes. */
const DARK_MEAN = 70;
const BRIGHT_MEAN = 200;

/** Contrast (standard deviation of brightness) from which a face is well lit. Source: same. */
const FULL_CONTRAST = 35;

/**
 * Weights of the parts in the geometric mean; they sum to one.
 * Source: what separates right from wrong matches on degraded LFW: size and pose most, then
 * sharpness (area under the curve 0.66) and detector score (0.63).
 */
const WEIGHTS = {
  size: 0.3,
  frontality: 0.25,
  sharpness: 0.2,
  exposure: 0.1,
  score: 0.15,
} as const;

/**
 * Rates one shot, for choosing the best of a track and for leaving the useless ones out.
 *
 * The geometric mean lets one bad part weigh: a sharp, large, black face is worth little.
 * The aligned face is the 112 x 112 one.
 */
export function rateFace(detection: Detection, aligned: RgbImage): FaceQuality {
  const brightness = brightnessOf(aligned);
  const heightPx = detection.box.height;
  const parts = {
    size: clampUnit(heightPx / FULL_HEIGHT_PX),
    frontality: measureFrontality(detection.landmarks),
    sharpness: measureSharpness(brightness, aligned.width, aligned.height),
    exposure: measureExposure(brightness),
    score: clampUnit((detection.score - 0.5) / 0.4),
  };
  let log = 0;
  for (const [part, weight] of Object.entries(WEIGHTS)) {
    log += weight * Math.log(Math.max(1e-4, parts[part as keyof typeof WEIGHTS]));
  }
  return {
    quality: Math.exp(log),
    heightPx,
    sharpness: parts.sharpness,
    frontality: parts.frontality,
    exposure: parts.exposure,
  };
}

/** By yaw and by how well the landmarks fit: a turned or nodding head fails at least one. */
function measureFrontality(landmarks: Landmarks): number {
  const turned = Math.abs(yawProxy(landmarks)) / LOST_YAW_PROXY;
  const misfit = (alignmentResidual(landmarks) - FREE_RESIDUAL) / (LOST_RESIDUAL - FREE_RESIDUAL);
  return clampUnit(1 - turned) * clampUnit(1 - misfit);
}

/** True when a shot is good enough for its embedding to mean something. */
export function isEmbeddable({ heightPx, quality }: FaceQuality): boolean {
  return heightPx >= MIN_FACE_HEIGHT_PX && quality >= MIN_QUALITY;
}

/**
 * Variance of the Laplacian over the variance of brightness, squeezed to 0..1: detail regardless of
 * light. 0 for one colour, about 0.5 for a face enlarged threefold, near 1 for a crisp one.
 * Source: Pech-Pacheco 2000, normalised by contrast because night pictures have little.
 */
export function measureSharpness(brightness: Float32Array, width: number, height: number): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const laplacian =
        brightness[at - 1]! +
        brightness[at + 1]! +
        brightness[at - width]! +
        brightness[at + width]! -
        4 * brightness[at]!;
      sum += laplacian;
      squares += laplacian * laplacian;
      count += 1;
    }
  }
  const detail = squares / count - (sum / count) ** 2;
  const { variance } = spread(brightness);
  const ratio = detail / Math.max(1, variance);
  return ratio / (ratio + HALF_SHARP_RATIO);
}

/** Detail over contrast at which sharpness is one half. Source: the median of LFW at 40 px. */
const HALF_SHARP_RATIO = 0.02;

/** Brightness of every pixel, 0..255. Source: ITU-R BT.601 luma. */
export function brightnessOf({ data, width, height }: RgbImage): Float32Array {
  const brightness = new Float32Array(width * height);
  for (let i = 0; i < brightness.length; i++) {
    brightness[i] = 0.299 * data[i * 3]! + 0.587 * data[i * 3 + 1]! + 0.114 * data[i * 3 + 2]!;
  }
  return brightness;
}

function measureExposure(brightness: Float32Array): number {
  const { mean, variance } = spread(brightness);
  const level = Math.min(mean / DARK_MEAN, (255 - mean) / (255 - BRIGHT_MEAN));
  return clampUnit(level) * clampUnit(Math.sqrt(variance) / FULL_CONTRAST);
}

function spread(values: Float32Array): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return { mean, variance: Math.max(0, squares / values.length - mean * mean) };
}

function clampUnit(value: number): number {
  return Math.min(1, Math.max(0, value));
}
