import { centreOf } from "./boxes.ts";
import type { PixelBox, RgbImage } from "./types.ts";

/** Side of a crop in longer sides of the face's box: hair, chin and ears are in the picture. */
const CROP_MARGIN = 1.8;

/**
 * Copies the square around a face out of the frame. At the frame's edge the square moves inwards;
 * it is smaller only where the frame itself is.
 */
export function cropFace(frame: RgbImage, box: PixelBox): RgbImage {
  const wanted = Math.round(Math.max(box.width, box.height) * CROP_MARGIN);
  const side = Math.max(1, Math.min(wanted, frame.width, frame.height));
  const centre = centreOf(box);
  const left = clamp(Math.round(centre.x - side / 2), 0, frame.width - side);
  const top = clamp(Math.round(centre.y - side / 2), 0, frame.height - side);
  const data = new Uint8Array(side * side * 3);
  for (let row = 0; row < side; row++) {
    const from = ((top + row) * frame.width + left) * 3;
    data.set(frame.data.subarray(from, from + side * 3), row * side * 3);
  }
  return { data, width: side, height: side };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
