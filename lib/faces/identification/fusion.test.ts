import fc from "fast-check";
import { expect, it } from "vitest";
import { evenly } from "#lib/testing/arbitraries.ts";
import { cosineSimilarity, normalise } from "../similarity.ts";
import type { UnitVector } from "../types.ts";
import { fuse } from "./fusion.ts";

const unitVectors = (length: number): fc.Arbitrary<UnitVector> =>
  fc
    .array(evenly(-1, 1), { minLength: length, maxLength: length })
    .filter((vector) => Math.hypot(...vector) > 0.01)
    .map(normalise);

/** A face as a 6-number embedder, a 3-number one and a 4-number one see it. */
const faces = fc.tuple(unitVectors(6), unitVectors(3), unitVectors(4));

/** Shares that are together one. */
const shares = fc
  .tuple(...Array.from({ length: 3 }, () => evenly(0.01, 1)))
  .map((raw) => raw.map((share) => share / raw.reduce((a, b) => a + b)));

const weighted = (vectors: readonly UnitVector[], weights: readonly number[]) =>
  vectors.map((vector, index) => ({ vector, weight: weights[index] ?? 0 }));

it("makes the fused cosine the weighted sum of the embedders' cosines", () => {
  fc.assert(
    fc.property(faces, faces, shares, (a, b, weights) => {
      const sum = a.reduce(
        (total, vector, index) =>
          total + (weights[index] ?? 0) * cosineSimilarity(vector, b[index] ?? vector),
        0,
      );
      const fused = cosineSimilarity(fuse(weighted(a, weights)), fuse(weighted(b, weights)));
      expect(fused).toBeCloseTo(sum, 5);
    }),
  );
});

it("keeps the fused vector's length at one", () => {
  fc.assert(
    fc.property(faces, shares, (face, weights) => {
      expect(Math.hypot(...fuse(weighted(face, weights)))).toBeCloseTo(1, 5);
    }),
  );
});

it("leaves out an embedder whose set is yet to take over", () => {
  fc.assert(
    fc.property(faces, ([first, second, third]) => {
      const deciding = weighted([first, second], [0.75, 0.25]);
      expect(fuse([...deciding, { vector: third, weight: 0 }])).toEqual(fuse(deciding));
    }),
  );
});
