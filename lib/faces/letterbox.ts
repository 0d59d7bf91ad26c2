import type { RgbImage } from "./types.ts";

/** YuNet's strides are 8, 16 and 32, so its input must be a multiple of the largest. */
const INPUT_MULTIPLE = 32;

/** How a frame is laid into the detector's input: top left, zeros at the bottom and right. */
export type Letterbox = {
  /** Input pixels per frame pixel. */
  readonly scale: number;
  /** The part of the input that the frame covers, in input pixels. */
  readonly contentWidth: number;
  readonly contentHeight: number;
  /** The input itself, multiples of 32. */
  readonly width: number;
  readonly height: number;
};

/** Planar blue, green, red as 0..255, the layout of `[1, 3, height, width]`. */
export type PlanarBgr = {
  readonly data: Float32Array;
  readonly letterbox: Letterbox;
};

/** Lays a frame into an input whose long side is at most `longSide`; never enlarges. */
export function letterbox(frameWidth: number, frameHeight: number, longSide: number): Letterbox {
  const scale = Math.min(1, longSide / Math.max(frameWidth, frameHeight));
  const contentWidth = Math.max(1, Math.round(frameWidth * scale));
  const contentHeight = Math.max(1, Math.round(frameHeight * scale));
  return {
    scale,
    contentWidth,
    contentHeight,
    width: Math.ceil(contentWidth / INPUT_MULTIPLE) * INPUT_MULTIPLE,
    height: Math.ceil(contentHeight / INPUT_MULTIPLE) * INPUT_MULTIPLE,
  };
}

/** An input of zeros for `box`, to be filled again and again. */
export function createPlanar(box: Letterbox): PlanarBgr {
  return { data: new Float32Array(3 * box.width * box.height), letterbox: box };
}

/** Fills the content of `target` from the frame: copied at scale 1, else bilinear. */
export function fillPlanar(image: RgbImage, target: PlanarBgr): void {
  const { contentWidth, contentHeight } = target.letterbox;
  if (contentWidth === image.width && contentHeight === image.height) {
    copyPlanar(image, target);
  } else {
    resamplePlanar(image, target);
  }
}

function copyPlanar(image: RgbImage, target: PlanarBgr): void {
  const { width, height } = target.letterbox;
  const { data } = target;
  const plane = width * height;
  for (let y = 0; y < image.height; y++) {
    let from = y * image.width * 3;
    const row = y * width;
    for (let to = row; to < row + image.width; to++, from += 3) {
      data[2 * plane + to] = image.data[from]!;
      data[plane + to] = image.data[from + 1]!;
      data[to] = image.data[from + 2]!;
    }
  }
}

function resamplePlanar(image: RgbImage, target: PlanarBgr): void {
  const { contentWidth, contentHeight, width, height } = target.letterbox;
  const source = image.data;
  const out = target.data;
  const plane = width * height;
  const columns = sampleColumns(image.width, contentWidth);
  const stepY = image.height / contentHeight;
  for (let y = 0; y < contentHeight; y++) {
    const sy = Math.min(image.height - 1, Math.max(0, (y + 0.5) * stepY - 0.5));
    const top = Math.floor(sy);
    const fy = sy - top;
    const upper = top * image.width * 3;
    const lower = Math.min(top + 1, image.height - 1) * image.width * 3;
    let to = y * width;
    for (let x = 0; x < contentWidth; x++, to++) {
      const left = columns.left[x]!;
      const right = columns.right[x]!;
      const fx = columns.fraction[x]!;
      const w11 = fx * fy;
      const w01 = fx - w11;
      const w10 = fy - w11;
      const w00 = 1 - fx - w10;
      const a = upper + left;
      const b = upper + right;
      const c = lower + left;
      const d = lower + right;
      out[2 * plane + to] =
        w00 * source[a]! + w01 * source[b]! + w10 * source[c]! + w11 * source[d]!;
      out[plane + to] =
        w00 * source[a + 1]! + w01 * source[b + 1]! + w10 * source[c + 1]! + w11 * source[d + 1]!;
      out[to] =
        w00 * source[a + 2]! + w01 * source[b + 2]! + w10 * source[c + 2]! + w11 * source[d + 2]!;
    }
  }
}

function sampleColumns(sourceWidth: number, contentWidth: number) {
  const left = new Int32Array(contentWidth);
  const right = new Int32Array(contentWidth);
  const fraction = new Float32Array(contentWidth);
  const step = sourceWidth / contentWidth;
  for (let x = 0; x < contentWidth; x++) {
    const sx = Math.min(sourceWidth - 1, Math.max(0, (x + 0.5) * step - 0.5));
    const floor = Math.floor(sx);
    left[x] = floor * 3;
    right[x] = Math.min(floor + 1, sourceWidth - 1) * 3;
    fraction[x] = sx - floor;
  }
  return { left, right, fraction };
}

/**
 * Fills a coarse input with the means of `factor` x `factor` blocks of a fine one.
 *
 * The coarse letterbox must come from `coarseLetterbox` with the same factor.
 */
export function shrinkPlanar(fine: PlanarBgr, factor: number, coarse: PlanarBgr): void {
  const { contentWidth, contentHeight, width, height } = coarse.letterbox;
  const finePlane = fine.letterbox.width * fine.letterbox.height;
  const share = 1 / (factor * factor);
  for (let channel = 0; channel < 3; channel++) {
    for (let y = 0; y < contentHeight; y++) {
      const to = channel * width * height + y * width;
      const from = channel * finePlane + y * factor * fine.letterbox.width;
      for (let x = 0; x < contentWidth; x++) {
        let sum = 0;
        for (let dy = 0; dy < factor; dy++) {
          const start = from + dy * fine.letterbox.width + x * factor;
          for (let i = start; i < start + factor; i++) {
            sum += fine.data[i]!;
          }
        }
        coarse.data[to + x] = sum * share;
      }
    }
  }
}

/** The letterbox of a frame that is shrunk by a whole `factor` from its fine input. */
export function coarseLetterbox(fine: Letterbox, factor: number): Letterbox {
  const contentWidth = Math.max(1, Math.floor(fine.contentWidth / factor));
  const contentHeight = Math.max(1, Math.floor(fine.contentHeight / factor));
  return {
    scale: fine.scale / factor,
    contentWidth,
    contentHeight,
    width: Math.ceil(contentWidth / INPUT_MULTIPLE) * INPUT_MULTIPLE,
    height: Math.ceil(contentHeight / INPUT_MULTIPLE) * INPUT_MULTIPLE,
  };
}
