import { describe, expect, it } from "vitest";
import { clockOfBrowser, clockWords, hourWords, minutesOfDay } from "./clock.ts";

/** With a space that may break, which is easier to write. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

it.each([
  [0, "00:00", "12:00 AM", "12:00 a. m."],
  [7 * 60 + 5, "07:05", "7:05 AM", "7:05 a. m."],
  [12 * 60, "12:00", "12:00 PM", "12:00 p. m."],
  [19 * 60 + 42, "19:42", "7:42 PM", "7:42 p. m."],
])("tells %i minutes after midnight by either clock", (minutes, h23, english, spanish) => {
  expect(clockWords(minutes, { locale: "de", clock: "h23" })).toBe(h23);
  expect(plain(clockWords(minutes, { locale: "en", clock: "h12" }))).toBe(english);
  expect(plain(clockWords(minutes, { locale: "es", clock: "h12" }))).toBe(spanish);
});

it("tells the hours of a day's line by either clock, from midnight to midnight", () => {
  const told = (clock: "h12" | "h23") =>
    [0, 6, 12, 18, 24].map((hour) => plain(hourWords(hour, { locale: "en", clock })));
  expect(told("h23")).toEqual(["00", "06", "12", "18", "24"]);
  expect(told("h12")).toEqual(["12 AM", "6 AM", "12 PM", "6 PM", "12 AM"]);
});

it("reads the clock on the wall of a zone", () => {
  expect(minutesOfDay(new Date("2026-11-22T18:20:00Z"), "Asia/Kathmandu")).toBe(5);
});

describe("the clock at first", () => {
  it.each([
    ["en-US,en;q=0.9", "h12"],
    ["en-GB,en-US;q=0.8", "h23"],
    ["es-MX,es;q=0.9", "h12"],
    ["es-ES,es;q=0.9", "h23"],
    ["de-DE,de;q=0.9,en-US;q=0.8", "h23"],
    ["en", "h23"],
    ["*", "h23"],
    [null, "h23"],
  ])("of a browser that says %s is %s", (acceptLanguage, clock) => {
    expect(clockOfBrowser(acceptLanguage)).toBe(clock);
  });
});
