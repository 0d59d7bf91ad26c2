import { describe, expect, it } from "vitest";
import { joinedBy, type Span, spanOf } from "./visits.ts";

const at = (seconds: number) => new Date(1_767_323_045_000 + seconds * 1000);
const visit = { startedAt: at(0), endedAt: at(30) };
const LIMITS = { gapMs: 90_000, longestMs: 1_800_000 };

describe("visits", () => {
  it.each([
    [-90, true],
    [-91, false],
    [10, true],
    [120, true],
    [121, false],
  ])("an event %i s after the start of a 30 s visit belongs to it: %s", (seconds, expected) => {
    expect(joinedBy([visit], at(seconds), LIMITS)).toEqual(expected ? [visit] : []);
  });

  it("a late event between two visits spans both", () => {
    const later = { startedAt: at(150), endedAt: at(160) };
    expect(joinedBy([visit, later], at(90), LIMITS)).toHaveLength(2);
    expect(spanOf([visit, later], at(90))).toEqual({ startedAt: at(0), endedAt: at(160) });
  });

  it("of a camera that tells of something every minute end after the longest, and never overlap", () => {
    const visits: Span[] = [];
    const tell = (minute: number) => {
      const joined = joinedBy(visits, at(minute * 60), LIMITS);
      const others = visits.filter((each) => !joined.includes(each));
      visits.splice(0, visits.length, ...others, spanOf(joined, at(minute * 60)));
    };
    for (let minute = 0; minute < 120; minute++) tell(minute);
    // Some are told of late.
    for (const minute of [30.5, 61.5, -1, 45.5, 92.5, 121]) tell(minute);
    const spans = visits.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
    expect(spans.length).toBeGreaterThanOrEqual(4);
    for (const [index, { startedAt, endedAt }] of spans.entries()) {
      expect(endedAt.getTime() - startedAt.getTime()).toBeLessThanOrEqual(LIMITS.longestMs);
      expect(startedAt > (spans[index - 1]?.endedAt ?? new Date(0))).toBe(true);
    }
  });

  it("that are longer than the longest hold what falls into them, and nothing more", () => {
    const long = { startedAt: at(0), endedAt: at(7200) };
    expect(joinedBy([long], at(3600), LIMITS)).toEqual([long]);
    expect(joinedBy([long], at(7210), LIMITS)).toEqual([]);
  });

  it("the first event of a visit is its whole span", () => {
    expect(spanOf([], at(5))).toEqual({ startedAt: at(5), endedAt: at(5) });
  });
});
