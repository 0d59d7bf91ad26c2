import { describe, expect, it } from "vitest";
import { rulesBefore, type WatchRules, whyNotWatched } from "./watching.ts";

const ALWAYS: WatchRules = {
  enabled: true,
  activeFrom: null,
  activeUntil: null,
  ignoredClasses: [],
};
const NEW_YORK = "America/New_York";

const between = (from: string, until: string): WatchRules => ({
  ...ALWAYS,
  activeFrom: minutes(from),
  activeUntil: minutes(until),
});

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
}

const motionAt = (iso: string) => ({
  kind: "motion" as const,
  motionClass: "human",
  occurredAt: new Date(iso),
});

const pressAt = (iso: string) => ({
  kind: "button_press" as const,
  motionClass: null,
  occurredAt: new Date(iso),
});

const NOON = "2026-01-15T12:00:00Z";

describe("an event", () => {
  it("is looked at when nothing has been set", () => {
    expect(whyNotWatched(ALWAYS, motionAt(NOON), "UTC")).toBeNull();
  });

  it("is not looked at while the camera is switched off, a press neither", () => {
    const off = { ...ALWAYS, enabled: false };
    expect(whyNotWatched(off, motionAt(NOON), "UTC")).toBe("disabled");
    expect(whyNotWatched(off, pressAt(NOON), "UTC")).toBe("disabled");
  });
});

describe("the hours", () => {
  it.each([
    ["08:59", "outside-hours"],
    ["09:00", null],
    ["16:59", null],
    ["17:00", "outside-hours"],
  ])("from 9 until 17 make of %s: %s", (clock, why) => {
    const event = motionAt(`2026-01-15T${clock}:30Z`);
    expect(whyNotWatched(between("09:00", "17:00"), event, "UTC")).toBe(why);
  });

  it.each([
    ["21:59", "outside-hours"],
    ["22:00", null],
    ["23:59", null],
    ["00:00", null],
    ["05:59", null],
    ["06:00", "outside-hours"],
  ])("from 22 until 6, over midnight, make of %s: %s", (clock, why) => {
    const event = motionAt(`2026-01-15T${clock}:30Z`);
    expect(whyNotWatched(between("22:00", "06:00"), event, "UTC")).toBe(why);
  });

  it("hold for presses too", () => {
    expect(whyNotWatched(between("13:00", "14:00"), pressAt(NOON), "UTC")).toBe("outside-hours");
  });

  it.each([
    ["Asia/Kathmandu", null],
    ["UTC", "outside-hours"],
    ["Pacific/Kiritimati", "outside-hours"],
  ])("are those of the household's clock: %s", (timeZone, why) => {
    expect(whyNotWatched(between("17:45", "17:46"), motionAt(NOON), timeZone)).toBe(why);
  });

  it.each([
    ["the minute before the clocks go forward", "2026-03-08T06:59:00Z", null],
    ["the minute after, when the wall shows 3:00", "2026-03-08T07:00:00Z", "outside-hours"],
    ["9:00 of summer, which was 8:00 the day before", "2026-03-08T13:00:00Z", "outside-hours"],
  ])("until 2:30 where the hour from 2 to 3 does not exist: %s", (_, iso, why) => {
    expect(whyNotWatched(between("01:00", "02:30"), motionAt(iso), NEW_YORK)).toBe(why);
  });

  it.each([
    ["1:30 of summer", "2026-11-01T05:30:00Z"],
    ["1:30 of winter, an hour later", "2026-11-01T06:30:00Z"],
  ])("from 1 until 2 are lived through twice when the clocks go back: %s", (_, iso) => {
    expect(whyNotWatched(between("01:00", "02:00"), motionAt(iso), NEW_YORK)).toBeNull();
  });

  it.each([
    ["in winter", "2026-01-15T14:30:00Z"],
    ["in summer", "2026-07-15T13:30:00Z"],
  ])("stand still on the wall over the year: %s", (_, iso) => {
    expect(whyNotWatched(between("09:00", "10:00"), motionAt(iso), NEW_YORK)).toBeNull();
  });
});

describe("ignored classes", () => {
  const ignoring = (...ignoredClasses: string[]) => ({ ...ALWAYS, ignoredClasses });
  const motion = (motionClass: string | null) => ({ ...motionAt(NOON), motionClass });

  it.each([
    ["vehicle", "vehicle", "class-ignored"],
    ["vehicle", "human", null],
    ["other_motion", "other_motion", "class-ignored"],
    ["motion", "motion", "class-ignored"],
    ["motion", null, "class-ignored"],
    ["unknown", null, null],
    ["unknown", "unknown", "class-ignored"],
    ["unknown", "a class that Ring adds later", "class-ignored"],
    ["human", "a class that Ring adds later", null],
  ])("%s makes of %s: %s", (ignored, motionClass, why) => {
    expect(whyNotWatched(ignoring(ignored), motion(motionClass), "UTC")).toBe(why);
  });

  it("never hold for a press", () => {
    const all = ignoring("human", "vehicle", "motion", "other_motion", "unknown");
    expect(whyNotWatched(all, pressAt(NOON), "UTC")).toBeNull();
  });
});

describe("the rules at an earlier time", () => {
  const change = (before: Partial<WatchRules> & { ownName?: string | null }) => ({
    before,
    after: {},
  });

  it("are those of now when nothing was changed since", () => {
    expect(rulesBefore(ALWAYS, [])).toEqual(ALWAYS);
  });

  it("are what the oldest change since then replaced", () => {
    const changes = [
      change({ enabled: true }),
      change({ enabled: false, ownName: "Back door" }),
      change({ activeFrom: 60, activeUntil: 120 }),
    ];
    expect(rulesBefore({ ...ALWAYS, ignoredClasses: ["human"] }, changes)).toEqual({
      enabled: false,
      activeFrom: 60,
      activeUntil: 120,
      ignoredClasses: ["human"],
    });
  });
});
