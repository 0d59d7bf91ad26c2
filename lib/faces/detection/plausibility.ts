import { alignmentResidual } from "../shots/alignment.ts";
import { yawProxy } from "../shots/angle.ts";
import type { Detection } from "../types.ts";

/**
 * Best detector score that a track must reach once.
 * Source: YuNet marks 17.6 % of cat and dog pictures at 0.6 and 8 % at 0.8; faces of 18 px and more
 * score 0.85 to 0.95 on rendered recordings, backs of heads 0.64 to 0.66.
 */
export const MIN_TRACK_SCORE = 0.75;

/**
 * Detector score that a face in a single still must reach.
 * Source: faces of 19 px and more score 0.85 to 0.93 in 51 stills of the rendered recordings, animals
 * as above. A still has no second detection to confirm the first; what it misses the clip shows.
 */
export const MIN_STILL_SCORE = 0.8;

/** Detections that a track needs. Source: 1 of 80 faceless frames holds a false face at 0.7. */
export const MIN_TRACK_POINTS = 2;

/**
 * Alignment residual, in pixels of the 112 template, up to which landmarks are a face's: for one
 * seen from the front, and what a yaw proxy of 1 adds.
 * Source: rendered faces stay under 5.5 in front and reach 7.4 at a proxy of 0.46, backs of heads
 * lie at 12; none of 1000 photographs of LFW, clean and degraded, is refused.
 */
const MAX_FRONT_RESIDUAL = 7;
const RESIDUAL_PER_PROXY = 6;

/** Residual up to which nothing is odd about the landmarks. Source: rendered faces in front, as above. */
const SURE_RESIDUAL = 5.5;

/** Residual beyond which not even a profile's landmarks can be aligned. Source: as above. */
const MAX_RESIDUAL = 13;

/**
 * Best detector score from which a face seen for a while is surely a human one.
 * Source: animals as above; of 77 tracks of rendered and filmed people half reach it, and looking for
 * animals around the others takes 15 ms each.
 */
const SURE_SCORE = 0.9;

/** Detections under which a track was short. Source: one second of looking, see `sampling.ts`. */
const SHORT_TRACK_POINTS = 4;

/** Whether a track, best shot first, may be an animal's: what to check before anybody is told of it. */
export function isDoubtful({ points, shots }: DoubtfulTrack): boolean {
  const isSure = points.some(({ score }) => score >= SURE_SCORE);
  const residual = shots[0] ? alignmentResidual(shots[0].detection.landmarks) : MAX_RESIDUAL;
  return !isSure || points.length < SHORT_TRACK_POINTS || residual > SURE_RESIDUAL;
}

type DoubtfulTrack = {
  readonly points: readonly { readonly score: number }[];
  readonly shots: readonly { readonly detection: Detection }[];
};

/** True when the five points could be a human face's seen from the front to the side. */
export function isPlausibleFace({ landmarks }: Detection): boolean {
  const [leftEye, rightEye, , leftMouth, rightMouth] = landmarks;
  const mouthIsBelowEyes = leftMouth.y + rightMouth.y > leftEye.y + rightEye.y;
  if (!mouthIsBelowEyes || (leftEye.x === rightEye.x && leftEye.y === rightEye.y)) {
    return false;
  }
  const limit = MAX_FRONT_RESIDUAL + RESIDUAL_PER_PROXY * Math.abs(yawProxy(landmarks));
  return alignmentResidual(landmarks) <= Math.min(MAX_RESIDUAL, limit);
}
