import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evenly } from "#lib/testing/arbitraries.ts";
import { normalDraws } from "#lib/testing/synthetic-faces.ts";
import {
  HIGHEST_THRESHOLD,
  type StrangerScore,
  strangerThreshold,
  type ThresholdRule,
} from "./stranger-threshold.ts";

const rule: ThresholdRule = { fallback: 0.45, floor: 0.4, aim: 0.001 };

const sure = (similarity: number): StrangerScore => ({ similarity, isDoubtful: false });
const doubtful = (similarity: number): StrangerScore => ({ similarity, isDoubtful: true });

const similarity = evenly(-0.3, 0.95);
const score = fc.record({ similarity, isDoubtful: fc.boolean() });
const scores = fc.array(score, { maxLength: 200 });

describe("the threshold by a household's strangers", () => {
  it("is exactly the default while none has come", () => {
    expect(strangerThreshold([], rule)).toBe(rule.fallback);
  });

  it("is hardly moved by a first stranger who resembles nobody", () => {
    expect(strangerThreshold([sure(0.1)], rule)).toBeCloseTo(rule.fallback, 2);
  });

  it("falls slowly with strangers who resemble nobody, and never below its floor", () => {
    const thresholdAfter = (count: number) =>
      strangerThreshold(new Array<StrangerScore>(count).fill(sure(0.1)), rule);
    expect(thresholdAfter(30)).toBeGreaterThan(0.445);
    expect(thresholdAfter(300)).toBeLessThan(thresholdAfter(30));
    expect(thresholdAfter(100_000)).toBe(rule.floor);
  });

  it("rises above a stranger who would have been named", () => {
    const usual = new Array<StrangerScore>(200).fill(sure(0.15));
    expect(strangerThreshold([...usual, sure(0.5)], rule)).toBeGreaterThan(0.52);
    expect(strangerThreshold([...usual, sure(0.95)], rule)).toBe(HIGHEST_THRESHOLD);
  });

  it("rises by 0.1 at most for what nobody has answered", () => {
    const unanswered = new Array<StrangerScore>(20).fill(doubtful(0.6));
    expect(strangerThreshold(unanswered, rule)).toBeCloseTo(0.55, 6);
    expect(
      strangerThreshold(
        unanswered.map(() => sure(0.6)),
        rule,
      ),
    ).toBeGreaterThan(0.6);
  });

  it("is not lowered by one more stranger who reaches it", () => {
    fc.assert(
      fc.property(scores, score, (before, { isDoubtful, similarity }) => {
        const threshold = strangerThreshold(before, rule);
        const more = { isDoubtful, similarity: Math.max(threshold, similarity) };
        expect(strangerThreshold([...before, more], rule)).toBeGreaterThanOrEqual(threshold);
      }),
      { numRuns: 300 },
    );
  });

  it("is not lowered by strangers who turn out to be more alike", () => {
    const rise = evenly(0, 0.5);
    fc.assert(
      fc.property(fc.array(fc.tuple(score, rise), { maxLength: 200 }), (pairs) => {
        const risen = pairs.map(([one, by]) => ({ ...one, similarity: one.similarity + by }));
        const before = pairs.map(([one]) => one);
        expect(strangerThreshold(risen, rule)).toBeGreaterThanOrEqual(
          strangerThreshold(before, rule),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("stays between its floor and its height", () => {
    fc.assert(
      fc.property(scores, (all) => {
        const threshold = strangerThreshold(all, rule);
        expect(threshold).toBeGreaterThanOrEqual(rule.floor);
        expect(threshold).toBeLessThanOrEqual(HIGHEST_THRESHOLD);
      }),
    );
  });
});

describe("strangers of whom the truth is known", () => {
  /** Of so many later strangers of the same kind, how many reach the threshold. */
  function reachedLater(threshold: number, draw: () => number): number {
    const later = Array.from({ length: 20_000 }, draw);
    return later.filter((likeness) => likeness >= threshold).length / later.length;
  }

  // Mean and spread of their likeness, and the share of relatives, who score 0.42 ± 0.06.
  it.each([
    [0.15, 0.07, 0],
    [0.2, 0.08, 0],
    [0.25, 0.1, 0],
    [0.15, 0.06, 0.05],
  ])("of %d ± %d with %d relatives, few are named after 1000", (mean, spread, relatives) => {
    const next = normalDraws(7);
    let kept = 0;
    for (let household = 0; household < 20; household++) {
      const draw = () => {
        const isRelative = Math.abs(next()) < relatives * 1.25;
        return isRelative ? 0.42 + 0.06 * next() : mean + spread * next();
      };
      const seen = Array.from({ length: 1000 }, () => sure(draw()));
      const rate = reachedLater(strangerThreshold(seen, rule), draw);
      expect(rate).toBeLessThan(0.005);
      if (rate <= 0.0011) kept++;
    }
    expect(kept).toBeGreaterThanOrEqual(17);
  });
});
