import fc from "fast-check";
import { expect, it } from "vitest";
import { fuse, PRIMARY_WEIGHT } from "./fusion.ts";
import { cosineSimilarity, normalise } from "./similarity.ts";
import type { UnitVector } from "./types.ts";

const unitVectors = (length: number): fc.Arbitrary<UnitVector> =>
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length })
    .filter((vector) => Math.hypot(...vector) > 0.01)
    .map(normalise);

it("makes the fused cosine the weighted sum of both embedders' cosines", () => {
  fc.assert(
    fc.property(
      unitVectors(6),
      unitVectors(3),
      unitVectors(6),
      unitVectors(3),
      (primaryA, secondaryA, primaryB, secondaryB) => {
        const fused = cosineSimilarity(fuse(primaryA, secondaryA), fuse(primaryB, secondaryB));
        const weighted =
          0.75 * cosineSimilarity(primaryA, primaryB) +
          0.25 * cosineSimilarity(secondaryA, secondaryB);
        expect(fused).toBeCloseTo(weighted, 5);
      },
    ),
  );
});

it("keeps the fused vector's length at one", () => {
  fc.assert(
    fc.property(unitVectors(5), unitVectors(4), (primary, secondary) => {
      expect(Math.hypot(...fuse(primary, secondary))).toBeCloseTo(1, 5);
    }),
  );
});

it("trusts embedder 0095 with three quarters of the decision", () => {
  expect(PRIMARY_WEIGHT).toBe(0.75);
});
