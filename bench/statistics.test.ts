import { describe, expect, it } from "vitest";
import { median, percentile, round } from "./statistics.ts";

describe("a percentile", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it("is a value that was measured, whatever their order", () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
  });

  it("of few values is the largest rather than one that was not reached", () => {
    expect(percentile([7, 3], 0.95)).toBe(7);
    expect(percentile([5], 0.5)).toBe(5);
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe("a median", () => {
  it("lies between the two middle values of an even number", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 6])).toBe(5.5);
    expect(median([])).toBeNaN();
  });
});

it("rounds to digits", () => {
  expect(round(2.345678, 2)).toBe(2.35);
  expect(round(3.5)).toBe(4);
});
