import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evenly } from "#lib/testing/arbitraries.ts";
import { betaCdf, betaQuantile } from "./beta.ts";
import { rateInterval } from "./rate-interval.ts";

describe("the beta distribution", () => {
  // From the closed forms: I_x(1, b) = 1 - (1 - x)^b, I_x(a, 1) = x^a, I_x(2, 2) = 3x² - 2x³,
  // I_x(1/2, 1/2) = 2/π asin √x.
  it.each([
    [0.001, 1, 500, 1 - 0.999 ** 500],
    [0.3, 7, 1, 0.3 ** 7],
    [0.25, 2, 2, 0.15625],
    [0.9, 0.5, 0.5, (2 / Math.PI) * Math.asin(Math.sqrt(0.9))],
  ])("at %d with %d and %d is %d", (x, a, b, chance) => {
    expect(betaCdf(x, a, b)).toBeCloseTo(chance, 10);
  });

  it("and its quantile undo each other", () => {
    const shape = evenly(0.5, 3000);
    const chances = evenly(0.01, 0.99);
    fc.assert(
      fc.property(chances, shape, shape, (chance, a, b) => {
        expect(betaCdf(betaQuantile(chance, a, b), a, b)).toBeCloseTo(chance, 6);
      }),
    );
  });
});

describe("the bounds of a counted share", () => {
  // As R's binom.test gives them, at the ends with one side (`alternative`).
  it.each([
    [0, 10, 0, 0.2588656],
    [5, 20, 0.08657147, 0.4910459],
    [10, 100, 0.04900469, 0.1762226],
    [20, 20, 0.8608917, 1],
  ])("for %d of %d are %d and %d", (count, trials, low, high) => {
    const interval = rateInterval(count, trials);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });

  it("say that none of 214 is at most 1.4 %", () => {
    expect(rateInterval(0, 214).high).toBeCloseTo(1 - 0.05 ** (1 / 214), 10);
    expect(rateInterval(0, 214).high).toBeCloseTo(0.0139, 4);
  });

  it("say nothing where nothing was tried", () => {
    expect(rateInterval(0, 0)).toEqual({ rate: 0, low: 0, high: 1 });
  });
});
