import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { inBatches } from "./batches.ts";

/** Doubles numbers, refuses a batch that holds 13, and tells which batches it was given. */
function doubling(limits: { maxItems: number; atOnce: number }) {
  const batches: number[][] = [];
  const double = inBatches(async (items: readonly number[]) => {
    batches.push([...items]);
    await setImmediate();
    if (items.includes(13)) throw new Error("unlucky");
    return items.map((item) => item * 2);
  }, limits);
  return { batches, double };
}

describe("work in batches", () => {
  it("begins at once, and takes together what comes meanwhile", async () => {
    const { batches, double } = doubling({ maxItems: 3, atOnce: 1 });
    expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10]);
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
    expect(await double(6)).toBe(12);
  });

  it("has no more under way than it may", async () => {
    const { batches, double } = doubling({ maxItems: 9, atOnce: 2 });
    await Promise.all([1, 2, 3, 4].map(double));
    expect(batches).toEqual([[1], [2], [3, 4]]);
  });

  it("spoils nobody's work by another's failure", async () => {
    const { double } = doubling({ maxItems: 9, atOnce: 1 });
    const results = await Promise.allSettled([1, 2, 13, 4].map(double));
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(await double(5)).toBe(10);
  });
});
