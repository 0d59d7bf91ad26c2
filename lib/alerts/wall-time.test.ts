import { describe, expect, it } from "vitest";
import { endOfDay, isWithin, nextAt, wallTime } from "./wall-time.ts";

it("reads calendar and clock of the zone", () => {
  const at = new Date("2026-11-22T20:15:59Z");
  expect(wallTime(at, "UTC")).toEqual({ weekday: 7, minute: 20 * 60 + 15 });
  expect(wallTime(at, "Asia/Kathmandu")).toEqual({ weekday: 1, minute: 2 * 60 });
});

describe("hours", () => {
  const night = { from: 22 * 60, until: 6 * 60 };
  const [monday, tuesday] = [1, 2];

  it.each([
    [{ weekday: monday, minute: 22 * 60 }, true],
    [{ weekday: monday, minute: 22 * 60 - 1 }, false],
    [{ weekday: tuesday, minute: 6 * 60 - 1 }, true],
    [{ weekday: tuesday, minute: 6 * 60 }, false],
    [{ weekday: tuesday, minute: 22 * 60 }, false],
    [{ weekday: monday, minute: 60 }, false],
  ])("over midnight belong to the day on which they begin: %j", (time, within) => {
    expect(isWithin(time, night, [monday])).toBe(within);
  });

  it("that begin on Sunday end on Monday", () => {
    expect(isWithin({ weekday: monday, minute: 0 }, night, [7])).toBe(true);
  });

  it("are all hours of the weekdays when none are given", () => {
    expect(isWithin({ weekday: monday, minute: 0 }, null, [monday])).toBe(true);
    expect(isWithin({ weekday: tuesday, minute: 0 }, null, [monday])).toBe(false);
    expect(isWithin({ weekday: tuesday, minute: 0 }, null, [])).toBe(true);
  });
});

describe("the next time that the clock shows an hour", () => {
  it.each([
    ["later today", "2026-11-23T10:00:00Z", 20 * 60, "UTC", "2026-11-23T20:00:00Z"],
    ["tomorrow", "2026-11-23T20:00:00Z", 20 * 60, "UTC", "2026-11-24T20:00:00Z"],
    ["in the zone", "2026-11-23T10:00:00Z", 20 * 60, "Asia/Kathmandu", "2026-11-23T14:15:00Z"],
    [
      "the day after, where that is another date already",
      "2026-11-23T23:30:00Z",
      60,
      "America/St_Johns",
      "2026-11-24T04:30:00Z",
    ],
    [
      "on the day on which summer begins",
      "2026-03-28T23:30:00Z",
      20 * 60,
      "Europe/Berlin",
      "2026-03-29T18:00:00Z",
    ],
    [
      "on the day on which summer ends",
      "2026-10-24T23:30:00Z",
      20 * 60,
      "Europe/Berlin",
      "2026-10-25T19:00:00Z",
    ],
  ])("is %s", (_, after, minute, zone, next) => {
    expect(nextAt(new Date(after), minute, zone)).toEqual(new Date(next));
  });
});

it("ends a day at the midnight after it, also where the clock is changed", () => {
  const end = (day: string) => endOfDay(day, "Europe/Berlin").toISOString();
  expect(end("2026-03-28")).toBe("2026-03-28T23:00:00.000Z");
  expect(end("2026-03-29")).toBe("2026-03-29T22:00:00.000Z");
  expect(end("2026-10-25")).toBe("2026-10-25T23:00:00.000Z");
});
