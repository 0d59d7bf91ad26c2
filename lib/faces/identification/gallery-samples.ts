/** Sample people for the tests of deciding. */

import type { GalleryFace, GalleryPerson } from "../gallery/types.ts";
import { normalise } from "../similarity.ts";
import type { UnitVector } from "../types.ts";
import { type EnrolledPerson, enrol } from "./enrolment.ts";

const DIMENSIONS = 16;

/** The probe of the tests. */
export const PROBE = alike(1, 0);

/** A vector whose cosine with the probe is `similarity`; those of different sides have no more in common. */
export function alike(similarity: number, side: number): UnitVector {
  const vector = new Float32Array(DIMENSIONS);
  vector[0] = similarity;
  vector[1 + side] = Math.sqrt(1 - similarity ** 2);
  return normalise(vector);
}

export function galleryFace(vector: UnitVector, more: Partial<GalleryFace> = {}): GalleryFace {
  return {
    ...{ faceId: "face", personId: "person", vector, quality: 0.6, angle: "front" },
    ...{ lighting: "day", isConfirmed: false },
    ...more,
  };
}

/** A person of one face that is so much alike. */
export function personAlike(
  personId: string,
  similarity: number,
  side: number,
  more: Partial<GalleryPerson> = {},
): EnrolledPerson {
  const face = galleryFace(alike(similarity, side), { faceId: `${personId}-1`, personId });
  return enrol({ personId, isChild: false, faces: [face], rejected: [], ...more });
}
