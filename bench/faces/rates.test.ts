import { describe, expect, it } from "vitest";
import {
  identificationRate,
  shareOf,
  tenFoldAccuracy,
  thresholdFor,
  trueAcceptRate,
} from "./rates.ts";

describe("a threshold for a share of impostors", () => {
  const thousand = Array.from({ length: 1000 }, (_, index) => index / 1000);

  it("accepts exactly that share when all differ", () => {
    expect(thresholdFor(thousand, 0.01)).toBe(0.989);
    expect(thousand.filter((similarity) => similarity > 0.989)).toHaveLength(10);
  });

  it("accepts none where the share is less than one of them", () => {
    expect(thresholdFor(thousand, 0.0001)).toBe(0.999);
  });

  it("refuses all equals rather than accept too many", () => {
    expect(thresholdFor([0.1, 0.2, 0.7, 0.7, 0.7], 0.4)).toBe(0.7);
    expect(thresholdFor([0.1, 0.2, 0.7, 0.7, 0.7], 0.6)).toBe(0.2);
  });

  it("accepts everything at a share of one", () => {
    expect(thresholdFor([0.3, 0.1], 1)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("is not made up without impostors", () => {
    expect(() => thresholdFor([], 0.1)).toThrow("impostors");
  });
});

describe("the true accept rate", () => {
  it("counts the genuine above the impostors' threshold, ties not", () => {
    const impostors = [0.1, 0.2, 0.3, 0.5];
    expect(trueAcceptRate([0.9, 0.5, 0.31, 0.3], impostors, 0.25)).toBe(0.75);
    expect(trueAcceptRate([0.9, 0.5, 0.31, 0.3], impostors, 0)).toBe(0.25);
  });
});

describe("the identification rate", () => {
  it("counts residents found as themselves above the strangers' threshold", () => {
    const residents = [
      { similarity: 0.9, isRight: true },
      { similarity: 0.9, isRight: false },
      { similarity: 0.4, isRight: true },
      { similarity: 0.2, isRight: true },
    ];
    const strangers = [0.1, 0.2, 0.3, 0.6];
    expect(identificationRate(residents, strangers, 0.25)).toBe(0.5);
    expect(identificationRate(residents, strangers, 0)).toBe(0.25);
    expect(identificationRate(residents, strangers, 0.5)).toBe(0.5);
  });
});

it("is no rate where there is nobody to set a threshold by, or nobody to find", () => {
  const resident = { similarity: 0.9, isRight: true };
  expect(trueAcceptRate([0.9], [], 0.1)).toBeNaN();
  expect(trueAcceptRate([], [0.9], 0.1)).toBeNaN();
  expect(identificationRate([resident], [], 0.1)).toBeNaN();
  expect(identificationRate([], [0.9], 0.1)).toBeNaN();
});

describe("the accuracy over ten folds", () => {
  const pair = (similarity: number, isSame: boolean) => ({ similarity, isSame });

  it("takes as many folds as there are comparisons where they are fewer", () => {
    expect(tenFoldAccuracy([0.8, 0.9, 0.7].map((each) => pair(each, true)))).toBe(1);
  });

  it("is one where a threshold parts all", () => {
    const pairs = Array.from({ length: 40 }, (_, index) =>
      pair(index % 2 ? 0.6 + index / 1000 : 0.2 + index / 1000, index % 2 === 1),
    );
    expect(tenFoldAccuracy(pairs)).toBe(1);
  });

  it("takes a fold's threshold from the other folds alone", () => {
    // Fold 0 alone has its genuine pairs low: a threshold that knew of them would lie below 0.1.
    const pairs = Array.from({ length: 100 }, (_, index) =>
      index % 10 === 0 ? pair(0.1, true) : pair(index % 2 ? 0.8 : 0.2, index % 2 === 1),
    );
    expect(tenFoldAccuracy(pairs)).toBeCloseTo(0.9, 10);
  });

  it("answers equal similarities alike", () => {
    const pairs = Array.from({ length: 40 }, (_, index) => pair(0.5, index % 4 !== 0));
    expect(tenFoldAccuracy(pairs)).toBeCloseTo(0.75, 10);
  });
});

describe("a share's interval", () => {
  it("is Wilson's", () => {
    const { low, high } = shareOf(6, 6000);
    expect(low).toBeCloseTo(0.000458, 6);
    expect(high).toBeCloseTo(0.00218, 6);
  });

  it("says how much none of a few may be", () => {
    expect(shareOf(0, 100)).toMatchObject({ low: 0 });
    expect(shareOf(0, 100).high).toBeCloseTo(0.037, 3);
    expect(shareOf(100, 100).low).toBeCloseTo(0.963, 3);
    expect(shareOf(0, 0)).toMatchObject({ low: 0, high: 1 });
  });
});
