import { centreOf, pixelBox } from "./boxes.ts";
import { copyPart, type Part } from "./crop.ts";
import type { Letterbox } from "./letterbox.ts";
import type { Detection, Landmarks, PixelBox, Point, RgbImage } from "./types.ts";

/**
 * Detector score, 0..1, from which something is worth a close look. What the close look does
 * not confirm is no face.
 * Source: photographs as for `LONG_SIDE_PX`: 0.2 finds 91 % of faces 24 px high, 0.1 finds 95 to 97 % and
 * 0.05 finds 98 %; 36 frames of recordings give 0.2, 0.6 and 3 such looks each.
 */
export const SUSPICION_SCORE = 0.07;

/**
 * Detector score, 0..1, below which a face of any height is looked at closely: shrunk, noise averages
 * out, and the landmarks come nearer to where they belong.
 * Source: faces in noisy low light, of half of the measured people: 0.985 instead of 0.940 are
 * recognised at a false accept rate of 1e-3, and 0.943 instead of 0.891 at 1e-4. Other faces of above
 * 40 px score more and stay as they are. Frames of recordings give 0.3 more looks.
 */
export const SURE_SCORE = 0.85;

/** Height in input pixels below which a face is looked at closely. Source: its landmarks, as there. */
export const SMALL_HEIGHT_PX = 40;

/**
 * Close looks a frame, the likeliest faces first, so that foliage cannot take all day; of a crowd's others
 * what the first look said holds. Source: five were the most in 36 frames.
 */
export const MAX_CLOSE_LOOKS = 8;

/** Side of the region around a suspicion, in heights of its box: YuNet wants the head's surroundings. */
const REGION_HEIGHTS = 4;

/**
 * Side of the close look's input: the face is then 48 px high in it.
 * Source: 256 and 320 are no better by more than a hundredth of the eye distance, and cost twice as much.
 */
export const CLOSE_SIDE_PX = 192;

/** The square around a suspicion; at the frame's edge it moves inwards. */
export const regionAround = (frame: RgbImage, box: PixelBox): Part => {
  const side = Math.min(box.height * REGION_HEIGHTS, frame.width, frame.height);
  const { x, y } = centreOf(box);
  return copyPart(frame, x, y, side, side);
};

/** A region fills the close look's input, enlarged or shrunk. */
export function closeLetterbox(region: Part): Letterbox {
  const side = CLOSE_SIDE_PX;
  const scale = side / region.width;
  return { scale, contentWidth: side, contentHeight: side, width: side, height: side };
}

/** What was found in a region, in pixels of the frame. */
export function fromRegion({ left, top }: Part, found: Detection): Detection {
  const { box, landmarks, score } = found;
  const moved = ({ x, y }: Point): Point => ({ x: x + left, y: y + top });
  const [leftEye, rightEye, nose, leftMouth, rightMouth] = landmarks;
  const points: Landmarks = [
    moved(leftEye),
    moved(rightEye),
    moved(nose),
    moved(leftMouth),
    moved(rightMouth),
  ];
  return {
    box: pixelBox(box.x + left, box.y + top, box.width, box.height),
    landmarks: points,
    score,
  };
}
