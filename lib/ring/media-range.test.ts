import { describe, expect, it } from "vitest";
import {
  clipRange,
  endKnownAt,
  endNeverKnownAt,
  giveUpAt,
  MAX_RANGE_MS,
  retryPauseMs,
  stillAfter,
  stillsEndAt,
} from "./media-range.ts";

const AT = new Date("2026-01-02T03:04:05.000Z");
const SETTINGS = { preMs: 2_000, durationMs: 20_000, giveUpAfterMs: 120_000 };
const RANGE = clipRange(AT, SETTINGS);
const SCHEDULE_S = [5, 10, 20, 30];

describe("the range of a clip", () => {
  it("starts two seconds before the event and lasts twenty", () => {
    expect(RANGE).toEqual({ timestampMs: AT.getTime() - 2_000, durationMs: 20_000 });
  });

  it("never exceeds what Ring accepts", () => {
    const settings = { ...SETTINGS, durationMs: MAX_RANGE_MS + 1 };
    expect(clipRange(AT, settings).durationMs).toBe(MAX_RANGE_MS);
  });

  it("is given up two minutes after its end", () => {
    expect(giveUpAt(RANGE, SETTINGS)).toEqual(new Date("2026-01-02T03:06:23.000Z"));
  });
});

describe("the end of an event, in Ring's history", () => {
  it("is asked for from a little after the range until ten minutes later", () => {
    expect(endKnownAt(RANGE)).toEqual(new Date("2026-01-02T03:04:28.000Z"));
    expect(endNeverKnownAt(RANGE)).toEqual(new Date("2026-01-02T03:14:23.000Z"));
  });
});

describe("stills", () => {
  it("are taken at the event, two and five seconds after it", () => {
    expect([-1, 0, 2000, 5000].map(stillAfter)).toEqual([0, 2000, 5000, undefined]);
  });

  it("matter until the alert's deadline, and never to old news", () => {
    const later = (ms: number) => new Date(AT.getTime() + ms);
    const heardAfter = (ms: number) => ({ occurredAt: AT, receivedAt: later(ms) });
    expect(stillsEndAt(heardAfter(1000), 30_000)).toEqual(later(31_000));
    expect(stillsEndAt(heardAfter(50_000), 30_000)).toEqual(later(60_000));
    expect(stillsEndAt(heardAfter(1000), 3_600_000)).toEqual(later(60_000));
  });
});

describe("the pause between tries", () => {
  it.each([
    [0, 5_000],
    [4_999, 5_000],
    [5_000, 10_000],
    [15_000, 20_000],
    [35_000, 30_000],
    [3_600_000, 30_000],
  ])("%i ms after the first try is %i ms", (elapsedMs, pauseMs) => {
    expect(retryPauseMs(elapsedMs, 0, SCHEDULE_S)).toBe(pauseMs);
  });

  it("spreads by at most a tenth", () => {
    expect(retryPauseMs(0, 0.5, SCHEDULE_S)).toBe(5_250);
    expect(retryPauseMs(40_000, 0.999, SCHEDULE_S)).toBeLessThan(33_000);
  });
});
