import { HALF_PROFILE_PROXY } from "./angle.ts";
import { type FaceQuality, MIN_FACE_HEIGHT_PX } from "./quality.ts";

/** Best guess why a clip gave no face. `nobody`: nothing in it resembled one; `animal`: a cat or a dog did. */
export type NoFaceReason =
  | "nobody"
  | "too-small"
  | "too-dark"
  | "turned-away"
  | "blurred"
  | "animal";

/**
 * Mean brightness of a whole clip, 0..255, below which a face could not have been seen.
 * Source: video black is 16; a frame whose mean is under 20 holds next to nothing else.
 */
const DARK_CLIP_BRIGHTNESS = 20;

/** Exposure below which light is what a shot lacks. Source: `quality.ts`, half of well exposed. */
const POOR_EXPOSURE = 0.5;

/** Frontality below which pose is what a shot lacks. Source: `angle.ts`, a half-profile. */
const POOR_FRONTALITY = 1 - HALF_PROFILE_PROXY;

/**
 * Why the best shot of a dropped track could not become a face, by the first thing that it lacks.
 * A shot that lacks nothing named here resembled a face too little: the head was turned away.
 */
export function reasonAgainst(shot: FaceQuality): NoFaceReason {
  if (shot.heightPx < MIN_FACE_HEIGHT_PX) {
    return "too-small";
  }
  if (shot.exposure < POOR_EXPOSURE) {
    return "too-dark";
  }
  return shot.frontality < POOR_FRONTALITY ? "turned-away" : "blurred";
}

/**
 * The reason for a clip without a face: what was lacking in what was seen for longest, else the light,
 * else nobody.
 */
export function explainAbsence(
  lacking: NoFaceReason | undefined,
  meanBrightness: number,
): NoFaceReason {
  if (lacking) return lacking;
  return meanBrightness < DARK_CLIP_BRIGHTNESS ? "too-dark" : "nobody";
}
