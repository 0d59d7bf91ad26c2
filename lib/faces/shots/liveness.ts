import { centreOf } from "../boxes.ts";
import { type Region, regionAt } from "../detection/crop.ts";
import { fillPlanar } from "../detection/letterbox.ts";
import type { PixelBox, RgbImage } from "../types.ts";

/** Side of the networks' input, in pixels. */
export const LIVENESS_SIDE_PX = 80;

/** How much of a face's surroundings each network sees, in sides of its box. Source: MiniFASNet V2, V1SE. */
const SURROUNDINGS = [2.7, 4] as const;

/** Height of a face's box, in frame pixels, from which its liveness can be judged. */
export const MIN_LIVENESS_HEIGHT_PX = 60;

/**
 * Liveness below which a face may be a picture of one: a soft word to the household, never a reason to
 * drop a match.
 * Source: 240 photographs of LFW: as prints held before a plain wall 93 % are below, as they are 7 %,
 * most of them cut tightly. Of the filmed actors' 98 faces and 97 rendered ones by day none is; in
 * infrared half are, which is why nothing is said there.
 */
const PICTURE_LIVENESS = 0.1;

/** Whether a face may be a print or a screen that somebody holds up. Null: nothing can say. */
export const mayBePicture = (liveness: number | null): boolean =>
  liveness !== null && liveness < PICTURE_LIVENESS;

/** What both networks look at: blue, green and red planes, 0..255, of a face with its surroundings. */
export function livenessInputs(frame: RgbImage, box: PixelBox): Float32Array[] {
  return SURROUNDINGS.map((enlargement) => {
    const data = new Float32Array(3 * LIVENESS_SIDE_PX ** 2);
    const side = { width: LIVENESS_SIDE_PX, height: LIVENESS_SIDE_PX };
    const letterbox = { ...side, contentWidth: side.width, contentHeight: side.height, scale: 1 };
    fillPlanar(frame, { data, letterbox }, surroundingsOf(frame, box, enlargement));
    return data;
  });
}

/** The enlarged box, no larger than the frame and moved into it. Source: Silent-Face-Anti-Spoofing. */
function surroundingsOf(frame: RgbImage, box: PixelBox, enlargement: number): Region {
  const largest = Math.min(frame.width / box.width, frame.height / box.height, enlargement);
  return regionAt(frame, centreOf(box), box.width * largest, box.height * largest);
}

/** Chance of a living face by both networks' three scores each, 0..1. Source: class 1, averaged. */
export function livenessOf(scores: readonly Float32Array[]): number {
  const chances = scores.map((each) => softmax(each)[1] ?? 0);
  return chances.reduce((sum, chance) => sum + chance, 0) / Math.max(1, chances.length);
}

function softmax(scores: Float32Array): number[] {
  const largest = Math.max(...scores);
  const powers = Array.from(scores, (score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
