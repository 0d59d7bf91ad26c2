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
  const columns = sampleColumns(image.width, contentWidth);
  const stepY = image.height / contentHeight;
  const blended = new Float32Array(image.width * 3);
  for (let y = 0; y < contentHeight; y++) {
    const sourceY = Math.min(image.height - 1, Math.max(0, (y + 0.5) * stepY - 0.5));
    blendRows(image, sourceY, blended);
    blendColumns(blended, columns, target.data, y * width, width * height);
  }
}

/** Two neighbouring rows of the source, mixed by the fraction of `sourceY`. */
function blendRows({ data, width, height }: RgbImage, sourceY: number, out: Float32Array): void {
  const top = Math.floor(sourceY);
  const fraction = sourceY - top;
  const upper = top * width * 3;
  const lower = Math.min(top + 1, height - 1) * width * 3;
  for (let i = 0; i < out.length; i++) {
    const above = data[upper + i]!;
    out[i] = above + fraction * (data[lower + i]! - above);
  }
}

function blendColumns(
  row: Float32Array,
  { left, right, fraction }: ReturnType<typeof sampleColumns>,
  out: Float32Array,
  start: number,
  plane: number,
): void {
  for (let x = 0; x < fraction.length; x++) {
    const a = left[x]!;
    const b = right[x]!;
    const f = fraction[x]!;
    const to = start + x;
    out[2 * plane + to] = row[a]! + f * (row[b]! - row[a]!);
    out[plane + to] = row[a + 1]! + f * (row[b + 1]! - row[a + 1]!);
    out[to] = row[a + 2]! + f * (row[b + 2]! - row[a + 2]!);
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
  const fineWidth = fine.letterbox.width;
  const finePlane = fineWidth * fine.letterbox.height;
  const share = 1 / (factor * factor);
  for (let channel = 0; channel < 3; channel++) {
    for (let y = 0; y < contentHeight; y++) {
      const to = channel * width * height + y * width;
      const from = channel * finePlane + y * factor * fineWidth;
      for (let x = 0; x < contentWidth; x++) {
        coarse.data[to + x] = share * blockSum(fine.data, from + x * factor, fineWidth, factor);
      }
    }
  }
}

function blockSum(data: Float32Array, from: number, stride: number, side: number): number {
  let sum = 0;
  for (let row = from; row < from + side * stride; row += stride) {
    for (let at = row; at < row + side; at++) {
      sum += data[at]!;
    }
  }
  return sum;
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
