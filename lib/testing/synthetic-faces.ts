import { normalise } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";

const DIMENSIONS = 256;

/** Numbers from a standard normal distribution, the same ones for the same seed. */
export function normalDraws(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Looks, and pictures of them: unit vectors about a centre, as an embedder would make them. */
export function syntheticLooks(seed = 1) {
  const draw = normalDraws(seed);
  const centre = () => normalise(Float32Array.from({ length: DIMENSIONS }, draw));
  /** Part of the first and part of the second, 0..1. */
  const between = (a: UnitVector, b: UnitVector, share: number) =>
    normalise(a.map((value, index) => (1 - share) * value + share * (b[index] ?? 0)));
  /**
   * A picture of the looks; the cosine of two of the same looks is about `likeness`, from 0 for nothing
   * in common to 1 for the same picture.
   */
  const picture = (looks: UnitVector, likeness = 0.7) =>
    between(looks, centre(), 1 / (1 + Math.sqrt(likeness / (1 - likeness))));
  return { centre, between, picture };
}
