import type { RgbImage } from "../types.ts";
import type { SimilarityTransform } from "./similarity-transform.ts";

/** A 2 x 3 matrix that maps positions in the output to positions in the source. */
export type Sampling = {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
};

/** Back from where a similarity leads to: what it makes of a source is sampled so. */
export function invert({ a, b, tx, ty }: SimilarityTransform): Sampling {
  const size = a * a + b * b;
  const xx = a / size;
  const xy = b / size;
  return { xx, xy, x0: -(xx * tx + xy * ty), yx: -xy, yy: xx, y0: xy * tx - xx * ty };
}

/**
 * Samples the source for every output pixel. Where the source is more than twice as fine as the
 * output, several samples are averaged: a single one would alias on near faces.
 */
export function warp(
  source: RgbImage,
  sampling: Sampling,
  width: number,
  height: number,
): RgbImage {
  const data = new Uint8Array(width * height * 3);
  const samples = Math.max(1, Math.round(Math.hypot(sampling.xx, sampling.yx)));
  const offsets = Array.from({ length: samples }, (_, index) => (index + 0.5) / samples - 0.5);
  const share = 1 / (samples * samples);
  const sum: [number, number, number] = [0, 0, 0];
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      sum[0] = sum[1] = sum[2] = 0;
      for (const dy of offsets) {
        for (const dx of offsets) addSample(source, sampling, x + dx, y + dy, sum);
      }
      data[to] = Math.round(sum[0] * share);
      data[to + 1] = Math.round(sum[1] * share);
      data[to + 2] = Math.round(sum[2] * share);
    }
  }
  return { data, width, height };
}

/** Adds what lies at a position of the output, bilinear. */
function addSample(
  source: RgbImage,
  { xx, xy, x0, yx, yy, y0 }: Sampling,
  outX: number,
  outY: number,
  sum: [number, number, number],
): void {
  const { data, width, height } = source;
  const x = xx * outX + xy * outY + x0;
  const y = yx * outX + yy * outY + y0;
  const left = Math.floor(x);
  const top = Math.floor(y);
  const d = (x - left) * (y - top);
  const b = x - left - d;
  const c = y - top - d;
  const a = 1 - b - c - d;
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) {
    addPixel(source, left, top, a, sum);
    addPixel(source, left + 1, top, b, sum);
    addPixel(source, left, top + 1, c, sum);
    addPixel(source, left + 1, top + 1, d, sum);
    return;
  }
  const up = (top * width + left) * 3;
  const down = up + width * 3;
  sum[0] += a * data[up]! + b * data[up + 3]! + c * data[down]! + d * data[down + 3]!;
  sum[1] += a * data[up + 1]! + b * data[up + 4]! + c * data[down + 1]! + d * data[down + 4]!;
  sum[2] += a * data[up + 2]! + b * data[up + 5]! + c * data[down + 2]! + d * data[down + 5]!;
}

/** Beyond the source all is black. */
function addPixel(
  source: RgbImage,
  x: number,
  y: number,
  weight: number,
  sum: [number, number, number],
): void {
  if (x < 0 || y < 0 || x >= source.width || y >= source.height) {
    return;
  }
  const at = (y * source.width + x) * 3;
  sum[0] += weight * source.data[at]!;
  sum[1] += weight * source.data[at + 1]!;
  sum[2] += weight * source.data[at + 2]!;
}
