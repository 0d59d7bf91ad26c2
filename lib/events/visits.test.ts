import { describe, expect, it } from "vitest";
import { belongsTo, spanOf } from "./visits.ts";

const at = (seconds: number) => new Date(1_767_323_045_000 + seconds * 1000);
const visit = { startedAt: at(0), endedAt: at(30) };
const GAP_MS = 90_000;

describe("visits", () => {
  it.each([
    [-90, true],
    [-91, false],
    [10, true],
    [120, true],
    [121, false],
  ])("an event %i s after the start of a 30 s visit belongs to it: %s", (seconds, expected) => {
    expect(belongsTo(visit, at(seconds), GAP_MS)).toBe(expected);
  });

  it("a late event between two visits spans both", () => {
    const later = { startedAt: at(150), endedAt: at(160) };
    expect(spanOf([visit, later], at(90))).toEqual({ startedAt: at(0), endedAt: at(160) });
  });

  it("the first event of a visit is its whole span", () => {
    expect(spanOf([], at(5))).toEqual({ startedAt: at(5), endedAt: at(5) });
  });
});
