import type { Detection } from "./types.ts";

/**
 * How finely a frame is looked at. The fine scale also finds a face that fills the frame; the medium
 * one finds faces up to four fifths of a wide frame's height.
 */
export type DetectionScale = "fine" | "medium";

/**
 * Long side of the detector's input, in pixels. A face of 24 px in 1080p is 16 px at the fine scale.
 * Source: YuNet finds faces from about 10 px; two threads take 14 ms at 1280 and 4 ms at 640.
 */
export const LONG_SIDE_PX: Readonly<Record<DetectionScale, number>> = { fine: 1280, medium: 640 };

/**
 * Long side of the coarse input that accompanies every high one, where a face that fills the frame is
 * under 300 px high. Source: YuNet finds faces up to about 300 px.
 */
export const COARSE_SIDE_PX = 320;

/** Height in input pixels up to which a face's landmarks are exact. Source: YuNet, as above. */
export const LARGEST_HEIGHT_PX = 250;

/** Height in input pixels under which a face is safely found. Source: twice YuNet's smallest. */
const SAFE_HEIGHT_PX = 20;

/**
 * The scale for the next frame: fine while faces are too small for the medium one, else in turn.
 * A newcomer far away is thus seen one frame later at most, and the rest costs half.
 */
export function nextScale(
  current: DetectionScale,
  detections: readonly Detection[],
  frame: { readonly width: number; readonly height: number },
): DetectionScale {
  const shrinking = LONG_SIDE_PX.medium / Math.max(frame.width, frame.height);
  const hasSmallFace = detections.some(({ box }) => box.height * shrinking < SAFE_HEIGHT_PX);
  return hasSmallFace || current === "medium" ? "fine" : "medium";
}
