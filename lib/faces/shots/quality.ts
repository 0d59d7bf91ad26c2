import { clampUnit } from "../clamp.ts";
import type { Detection, Landmarks, RgbImage } from "../types.ts";
import { alignmentResidual } from "./alignment.ts";
import { pitchProxy, yawProxy } from "./angle.ts";

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
 * Source: boxes of degraded LFW faces of 24 px measure 21 to 26; of households' visits at that size 0.975
 * of the residents are recognised and no stranger is named, where a limit of 24 leaves 0.47.
 */
export const MIN_FACE_HEIGHT_PX = 20;

/**
 * Quality below which a shot is not embedded.
 * Source: degraded LFW probes against one other photograph: 36 % are named at a quality of 0.35 to
 * 0.45 and 46 to 67 % above it; of all photographs only one, unrecognised, rates lower.
 */
const MIN_QUALITY = 0.35;

/** Height from which more pixels add nothing. Source: the embedders see 112 to 128 px. */
const FULL_HEIGHT_PX = 112;

/** Yaw proxy at which nothing of the far half of the face is left. Source: `angle.ts`, profile. */
const LOST_YAW_PROXY = 0.85;

/**
 * Pitch proxy of a level head, how far from it costs nothing, and how far costs half.
 * Source: `angle.ts`: 20 degrees move it by 0.05; what is free is a natural nod and the landmarks' error.
 */
const LEVEL_PITCH_PROXY = 0.56;
const FREE_PITCH = 0.08;
const HALF_PITCH = 0.25;

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
  const brightness = lumaOf(aligned);
  const parts = {
    ...partsWithoutPixels(detection),
    sharpness: measureSharpness(brightness, aligned.width, aligned.height),
    exposure: measureExposure(brightness),
  };
  return {
    quality: combine(parts),
    heightPx: detection.box.height,
    sharpness: parts.sharpness,
    frontality: parts.frontality,
    exposure: parts.exposure,
  };
}

/** The quality that a shot reaches at most, whatever its pixels show. */
export const qualityAtMost = (detection: Detection): number =>
  combine({ ...partsWithoutPixels(detection), sharpness: 1, exposure: 1 });

const partsWithoutPixels = ({ box, landmarks, score }: Detection) => ({
  size: clampUnit(box.height / FULL_HEIGHT_PX),
  frontality: measureFrontality(landmarks),
  score: clampUnit((score - 0.5) / 0.4),
});

function combine(parts: Readonly<Record<keyof typeof WEIGHTS, number>>): number {
  let log = 0;
  for (const [part, weight] of Object.entries(WEIGHTS)) {
    log += weight * Math.log(Math.max(1e-4, parts[part as keyof typeof WEIGHTS]));
  }
  return Math.exp(log);
}

/** By yaw, pitch and how well the landmarks fit: a turned or nodding head fails at least one. */
function measureFrontality(landmarks: Landmarks): number {
  const turned = Math.abs(yawProxy(landmarks)) / LOST_YAW_PROXY;
  const misfit = (alignmentResidual(landmarks) - FREE_RESIDUAL) / (LOST_RESIDUAL - FREE_RESIDUAL);
  const nod = Math.abs(pitchProxy(landmarks) - LEVEL_PITCH_PROXY) - FREE_PITCH;
  const level = 1 - 0.5 * clampUnit(nod / (HALF_PITCH - FREE_PITCH));
  return clampUnit(1 - turned) * clampUnit(1 - misfit) * level;
}

/** True when a shot is good enough for its embedding to mean something. */
export function isEmbeddable({ heightPx, quality }: FaceQuality): boolean {
  return heightPx >= MIN_FACE_HEIGHT_PX && quality >= MIN_QUALITY;
}

/**
 * Detail regardless of light, 0..1: the variance of the Laplacian over the variance of brightness,
 * measured at half size, where a sensor's noise averages out, and lowered where full size shows
 * much more of it, which only noise does.
 *
 * Source: Pech-Pacheco 2000 for the Laplacian. Medians on LFW: 0.72 clean, 0.52 at 40 px, 0.48
 * with motion blur, 0.33 at 24 px, 0.3 in noisy low light.
 */
function measureSharpness(brightness: Float32Array, width: number, height: number): number {
  const { variance } = spread(brightness);
  const contrast = Math.max(1, variance);
  const full = laplacianVariance(brightness, width, height) / contrast;
  const halved = halve(brightness, width, height);
  const half = laplacianVariance(halved, width >> 1, height >> 1) / contrast;
  const noise = full / Math.max(1e-6, half) / NOISE_RATIO;
  return half / (half + HALF_SHARP_RATIO) / Math.max(1, noise);
}

/** Detail over contrast, at half size, at which sharpness is one half. Source: LFW at 40 px, 0.11. */
const HALF_SHARP_RATIO = 0.1;

/** Full-size over half-size detail from which it is noise. Source: LFW, 0.18 clean, 1.6 noisy. */
const NOISE_RATIO = 0.5;

function laplacianVariance(values: Float32Array, width: number, height: number): number {
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const sides = values[at - 1]! + values[at + 1]! + values[at - width]! + values[at + width]!;
      const laplacian = sides - 4 * values[at]!;
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  }
  const count = (width - 2) * (height - 2);
  return squares / count - (sum / count) ** 2;
}

/** The means of 2 x 2 blocks; an odd last row or column is left out. */
function halve(values: Float32Array, width: number, height: number): Float32Array {
  const halfWidth = width >> 1;
  const halfHeight = height >> 1;
  const means = new Float32Array(halfWidth * halfHeight);
  for (let y = 0; y < halfHeight; y++) {
    for (let x = 0; x < halfWidth; x++) {
      const at = 2 * y * width + 2 * x;
      means[y * halfWidth + x] =
        (values[at]! + values[at + 1]! + values[at + width]! + values[at + width + 1]!) / 4;
    }
  }
  return means;
}

/** Brightness of every pixel, 0..255. Source: ITU-R BT.601. */
function lumaOf({ data, width, height }: RgbImage): Float32Array {
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
