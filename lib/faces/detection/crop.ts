import { centreOf } from "../boxes.ts";
import { clamp } from "../clamp.ts";
import type { PixelBox, Point, RgbImage } from "../types.ts";

/** Side of a crop in longer sides of the face's box: hair, chin and ears are in the picture. */
const CROP_MARGIN = 1.8;

/** A rectangle of a frame, in whole pixels. */
export type Region = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** A region, copied out of its frame. */
export type Part = RgbImage & Region;

/**
 * Copies the square around a face out of the frame. At the frame's edge the square moves inwards;
 * it is smaller only where the frame itself is.
 */
export function cropFace(frame: RgbImage, box: PixelBox, margin: number = CROP_MARGIN): Part {
  const wanted = Math.round(Math.max(box.width, box.height) * margin);
  const side = Math.min(wanted, frame.width, frame.height);
  return copyRegion(frame, regionAt(frame, centreOf(box), side, side));
}

/** The region about a point. At the frame's edge it moves inwards, and it is no larger than the frame. */
export function regionAt(
  frame: RgbImage,
  { x, y }: Point,
  wantedWidth: number,
  wantedHeight: number,
): Region {
  const width = clamp(Math.round(wantedWidth), 1, frame.width);
  const height = clamp(Math.round(wantedHeight), 1, frame.height);
  const left = clamp(Math.round(x - width / 2), 0, frame.width - width);
  const top = clamp(Math.round(y - height / 2), 0, frame.height - height);
  return { left, top, width, height };
}

/** What a region shows. */
export function copyRegion(frame: RgbImage, region: Region): Part {
  const { left, top, width, height } = region;
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * frame.width + left) * 3;
    data.set(frame.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { ...region, data };
}
