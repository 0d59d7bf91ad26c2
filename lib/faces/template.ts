import type { GalleryFace } from "./gallery/types.ts";
import { cosineSimilarity, meanVector } from "./similarity.ts";
import type { FaceAngle, UnitVector } from "./types.ts";

/** What one person looks like from one angle. */
export type Template = {
  readonly angle: FaceAngle;
  /** The weighted mean of the faces. */
  readonly vector: UnitVector;
  readonly faceIds: readonly string[];
  /** Faces of this angle that resemble the others too little to be in the mean. */
  readonly outlierIds: readonly string[];
};

/** How much more a face counts that a human has confirmed. Source: it outvotes two that were not. */
const CONFIRMED_WEIGHT = 3;

/**
 * Fused cosine to the most typical face below which a face is taken for somebody else's.
 * Source: as `ASK_SIMILARITY`: below it nobody would be asked whether both are one person.
 */
const OUTLIER_SIMILARITY = 0.35;

const ANGLES = ["front", "half-profile", "profile"] as const;

/**
 * A person's templates, one for every angle that there are faces of. A face that resembles the most
 * typical one too little is left out, unless a human has confirmed it.
 */
export function buildTemplates(faces: readonly GalleryFace[]): Template[] {
  return ANGLES.flatMap((angle) => {
    const ofAngle = faces.filter((face) => face.angle === angle);
    return ofAngle.length > 0 ? [buildTemplate(angle, ofAngle)] : [];
  });
}

function buildTemplate(angle: FaceAngle, faces: readonly GalleryFace[]): Template {
  const typical = medoid(faces);
  const isKept = (face: GalleryFace) =>
    face.isConfirmed || cosineSimilarity(face.vector, typical.vector) >= OUTLIER_SIMILARITY;
  const kept = faces.filter(isKept);
  return {
    angle,
    vector: meanVector(
      kept.map(({ vector }) => vector),
      kept.map(weightOf),
    ),
    faceIds: kept.map(({ faceId }) => faceId),
    outlierIds: faces.filter((face) => !isKept(face)).map(({ faceId }) => faceId),
  };
}

/** The face that resembles all others most; of equals the first by id. */
function medoid(faces: readonly GalleryFace[]): GalleryFace {
  const [first, ...others] = faces.toSorted((a, b) => (a.faceId < b.faceId ? -1 : 1));
  let best = { face: first!, closeness: closenessOf(first!, faces) };
  for (const face of others) {
    const closeness = closenessOf(face, faces);
    if (closeness > best.closeness) best = { face, closeness };
  }
  return best.face;
}

function closenessOf({ vector }: GalleryFace, faces: readonly GalleryFace[]): number {
  let sum = 0;
  for (const face of faces) sum += weightOf(face) * cosineSimilarity(vector, face.vector);
  return sum;
}

function weightOf({ quality, isConfirmed }: GalleryFace): number {
  return Math.max(0.01, quality) * (isConfirmed ? CONFIRMED_WEIGHT : 1);
}
