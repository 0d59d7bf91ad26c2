import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosineSimilarity, meanVector, normalise } from "./similarity.ts";

const vectors = fc
  .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 4, maxLength: 4 })
  .filter((vector) => Math.hypot(...vector) > 0.01);

describe("similarity", () => {
  it("gives every vector with a direction the length one and keeps that direction", () => {
    fc.assert(
      fc.property(vectors, fc.double({ min: 0.1, max: 100, noNaN: true }), (vector, factor) => {
        const unit = normalise(vector);
        expect(Math.hypot(...unit)).toBeCloseTo(1, 5);
        const scaled = normalise(vector.map((value) => value * factor));
        expect(cosineSimilarity(unit, scaled)).toBeCloseTo(1, 5);
      }),
    );
  });

  it("refuses vectors without a direction", () => {
    expect(() => normalise([0, 0, 0])).toThrow(RangeError);
    expect(() => normalise([Number.NaN, 1])).toThrow(RangeError);
    expect(() => meanVector([])).toThrow(RangeError);
  });

  it("refuses to compare embeddings of different lengths", () => {
    expect(() => cosineSimilarity(normalise([1, 0]), normalise([1, 0, 0]))).toThrow("2 and 3");
  });

  it("is 1 for one direction, 0 for a right angle and -1 for opposites", () => {
    const right = normalise([2, 0]);
    expect(cosineSimilarity(right, normalise([5, 0]))).toBe(1);
    expect(cosineSimilarity(right, normalise([0, 3]))).toBe(0);
    expect(cosineSimilarity(right, normalise([-1, 0]))).toBe(-1);
  });

  it("puts the mean of two vectors halfway between them", () => {
    const mean = meanVector([normalise([1, 0]), normalise([0, 1])]);
    expect(mean[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(mean[1]).toBeCloseTo(Math.SQRT1_2, 6);
  });
});
