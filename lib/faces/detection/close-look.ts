import { centreOf, mapLandmarks, pixelBox } from "../boxes.ts";
import type { Detection, Landmarks, PixelBox, RgbImage } from "../types.ts";
import { type Region, regionAt } from "./crop.ts";
import { suppressOverlaps } from "./detections.ts";
import type { Letterbox } from "./letterbox.ts";

/**
 * Detector score, 0..1, from which something is worth a close look. What the close look does
 * not confirm is no face.
 * Source: photographs as for `LONG_SIDE_PX`: 0.2 finds 91 % of faces 24 px high, 0.1 finds 95 to 97 % and
 * 0.05 finds 98 %; 36 frames of recordings give 0.2, 0.6 and 3 such looks each.
 */
export const SUSPICION_SCORE = 0.07;

/**
 * Detector score, 0..1, below which the close look decides on a face of any height. Above it and from
 * `SMALL_HEIGHT_PX` the face is one whatever the close look says, which gives only its landmarks.
 */
export const SURE_SCORE = 0.85;

/** Height in input pixels below which the close look decides. */
export const SMALL_HEIGHT_PX = 40;

/**
 * Close looks a frame, the likeliest faces first, so that foliage cannot take all day; of a crowd's others
 * what the first look said holds. Source: five were the most in 36 frames.
 */
export const MAX_CLOSE_LOOKS = 8;

/** Side of the region around a suspicion, in heights of its box: YuNet wants the head's surroundings. */
const REGION_HEIGHTS = 4;

/**
 * Side of the close look's input: the face is then 48 px high in it. Enlarged or shrunk to that, noise
 * averages out, and the landmarks come nearer to where they belong; more so as the mean of a look at the
 * region and one at its mirror image, for every face and not for doubtful ones alone.
 *
 * Source: photographs and degraded copies of half of the measured people against all others, true accepts
 * at a false accept rate of 1e-4, with one look at doubtful faces / with two at all: clean 0.978 / 0.985,
 * 40 px 0.953 / 0.964, 24 px 0.733 / 0.771, blurred 0.739 / 0.762, low light 0.842 / 0.892, doorbell
 * quality 0.700 / 0.727. Six looks at three sizes gain no more: the mean over all kinds and rates from
 * 1e-2 to 1e-4 is 0.9284, with two 0.9281, with one 0.9185. 256 and 320 are no better by more than a
 * hundredth of the eye distance, and cost twice as much.
 */
export const CLOSE_SIDE_PX = 192;

/** The square around a suspicion; at the frame's edge it moves inwards. */
export const regionAround = (frame: RgbImage, box: PixelBox): Region => {
  const side = Math.min(box.height * REGION_HEIGHTS, frame.width, frame.height);
  return regionAt(frame, centreOf(box), side, side);
};

/**
 * Whether a close look skips no pixels of the region: its sampling shrinks to a half and no further. A
 * face of more than 96 px is larger in the first look, and keeps its landmarks.
 */
export const isSharpInside = ({ width }: Region): boolean => width <= 2 * CLOSE_SIDE_PX;

/** Where to look for what was seen, the likeliest faces first; one seen twice has one place. */
export const placesOf = (seen: readonly Detection[]): Detection[] =>
  suppressOverlaps(seen).slice(0, MAX_CLOSE_LOOKS);

/** A region fills the close look's input, enlarged or shrunk. */
export function closeLetterbox(region: Region): Letterbox {
  const side = CLOSE_SIDE_PX;
  const scale = side / region.width;
  return { scale, contentWidth: side, contentHeight: side, width: side, height: side };
}

/** What was found in a region, in pixels of the frame. */
export function fromRegion({ left, top }: Region, { box, landmarks, score }: Detection): Detection {
  return {
    box: pixelBox(box.x + left, box.y + top, box.width, box.height),
    landmarks: mapLandmarks(landmarks, ({ x, y }) => ({ x: x + left, y: y + top })),
    score,
  };
}

/** What was found in the mirror image of a region of this width, as it lies in the region itself. */
export function fromMirror(width: number, { box, landmarks, score }: Detection): Detection {
  const [rightEye, leftEye, nose, rightMouth, leftMouth] = mapLandmarks(landmarks, ({ x, y }) => ({
    x: width - 1 - x,
    y,
  }));
  return {
    box: pixelBox(width - box.x - box.width, box.y, box.width, box.height),
    landmarks: [leftEye, rightEye, nose, leftMouth, rightMouth],
    score,
  };
}

/** Halfway between two looks at the same landmarks: their errors are partly their own. */
export const meanLandmarks = (first: Landmarks, second: Landmarks): Landmarks =>
  mapLandmarks(first, ({ x, y }, index) => ({
    x: (x + second[index]!.x) / 2,
    y: (y + second[index]!.y) / 2,
  }));
