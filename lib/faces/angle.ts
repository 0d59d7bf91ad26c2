import type { FaceAngle, Landmarks } from "./types.ts";

/**
 * Smallest yaw proxy, in eye distances, of a half-profile: about 21 degrees.
 * Source: landmarks of the detector against the head-pose network, as are the other figures here.
 */
export const HALF_PROFILE_PROXY = 0.29;

/** Smallest yaw proxy, in eye distances, of a profile: about 54 degrees. */
const PROFILE_PROXY = 0.68;

/**
 * How far the nose has moved along the line of the eyes, in eye distances; 0 when it is in the
 * middle, negative towards the image-left eye. Turning the picture does not change it.
 * About 0.17 at 15 degrees of yaw, 0.29 at 21 and 0.68 at 54.
 */
export function yawProxy([leftEye, rightEye, nose]: Landmarks): number {
  const dx = rightEye.x - leftEye.x;
  const dy = rightEye.y - leftEye.y;
  const squared = dx * dx + dy * dy;
  if (squared === 0) {
    return Number.POSITIVE_INFINITY;
  }
  const nx = nose.x - (leftEye.x + rightEye.x) / 2;
  const ny = nose.y - (leftEye.y + rightEye.y) / 2;
  return (nx * dx + ny * dy) / squared;
}

/** Front, half-profile or profile, by the yaw proxy. */
export function faceAngle(landmarks: Landmarks): FaceAngle {
  const proxy = Math.abs(yawProxy(landmarks));
  if (proxy < HALF_PROFILE_PROXY) {
    return "front";
  }
  return proxy < PROFILE_PROXY ? "half-profile" : "profile";
}
