import { HALF_PROFILE_PROXY } from "#lib/faces/shots/angle.ts";

/** Which side of a face is seen, as its owner would say it: turned to their own left or right. */
export type Side = (typeof sides)[number];

/** A face that is known from all of them is recognised from any. */
export const sides = ["front", "left", "right"] as const;

/** @param yaw see `yawProxy` */
export function sideOf(yaw: number): Side {
  if (Math.abs(yaw) < HALF_PROFILE_PROXY) return "front";
  return yaw > 0 ? "left" : "right";
}

/** The sides that none of the faces shows. */
export const missingSides = (faces: readonly { readonly side: Side }[]): Side[] =>
  sides.filter((side) => !faces.some((face) => face.side === side));
