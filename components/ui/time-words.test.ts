import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { catalogue } from "#messages/catalogue.ts";
import type { Clock } from "#messages/clock.ts";
import type { Locale } from "#messages/locale.ts";
import { timeWords } from "./time-words.ts";

const now = "2026-11-22T01:00:00Z";
// In Kathmandu it is a quarter to seven.
const zone = "Asia/Kathmandu";

function wordsIn(locale: Locale, clock?: Clock) {
  const { time } = catalogue[locale];
  const messages = { time: clock ? { ...time, clock } : time };
  return timeWords(locale, zone, createTranslator({ locale, messages, namespace: "time" }));
}

it.each<[at: string, en: string, de: string, es: string]>([
  ["2026-11-22T00:59:30Z", "just now", "gerade eben", "ahora mismo"],
  ["2026-11-22T00:48:00Z", "12 min ago", "vor 12 Min.", "hace 12 min"],
  ["2026-11-21T23:00:00Z", "at 04:45", "um 04:45", "a las 04:45"],
  [
    "2026-11-21T18:00:00Z",
    "on 21 November at 23:45",
    "am 21. November um 23:45",
    "el 21 de noviembre a las 23:45",
  ],
])("says how long ago %s was", (at, en, de, es) => {
  const said = (["en", "de", "es"] as const).map((locale) => wordsIn(locale).agoWords(at, now));
  expect(said).toEqual([en, de, es]);
});

describe("a day", () => {
  it.each<[at: string, en: string, de: string, es: string]>([
    ["2026-11-21T23:00:00Z", "Today", "Heute", "Hoy"],
    ["2026-11-21T18:00:00Z", "Yesterday", "Gestern", "Ayer"],
    [
      "2026-11-14T12:00:00Z",
      "Saturday 14 November",
      "Samstag, 14. November",
      "Sábado, 14 de noviembre",
    ],
    [
      "2025-11-14T12:00:00Z",
      "Friday 14 November 2025",
      "Freitag, 14. November 2025",
      "Viernes, 14 de noviembre de 2025",
    ],
  ])("begins a line: %s", (at, en, de, es) => {
    const said = (["en", "de", "es"] as const).map((locale) => wordsIn(locale).dayWords(at, now));
    expect(said).toEqual([en, de, es]);
  });

  it.each<[now: string, today: string, yesterday: string]>([
    ["2026-11-21T18:16:00Z", "2026-11-22", "2026-11-21"],
    ["2026-11-22T18:14:00Z", "2026-11-22", "2026-11-21"],
  ])("of the calendar is told by the clock on the wall, at both its ends: %s", (at, ...days) => {
    const said = days.map((day) => wordsIn("en").calendarDayWords(day, at));
    expect(said).toEqual(["Today", "Yesterday"]);
  });

  it("goes into a sentence", () => {
    expect(wordsIn("es").momentInSentence("2026-11-21T23:00:00Z", now)).toBe("hoy, 04:45");
    expect(wordsIn("en").momentInSentence("2026-11-21T18:00:00Z", now)).toBe("yesterday, 23:45");
  });
});

it.each<[ms: number, en: string, de: string, es: string]>([
  [20, "under 0.1 s", "unter 0,1 s", "menos de 0,1 s"],
  [432, "0.4 s", "0,4 s", "0,4 s"],
  [180_000, "3 min", "3 min", "3 min"],
])("says how long %i ms are", (ms, en, de, es) => {
  const said = (["en", "de", "es"] as const).map((locale) => wordsIn(locale).durationWords(ms));
  expect(said).toEqual([en, de, es]);
});

it("tells moments by the clock that the reader has chosen", () => {
  const told = (locale: Locale, clock: Clock) => {
    const { shortMomentWords, dateAndTimeWords, agoWords, hourWords } = wordsIn(locale, clock);
    const at = "2026-11-21T12:00:00Z";
    return [shortMomentWords(at), dateAndTimeWords(at), agoWords(at, now), hourWords(18)].map(
      (text) => text.replaceAll("\u00a0", " "),
    );
  };
  expect(told("en", "h23")).toEqual([
    ...["Sat 21 Nov, 17:45", "21 November at 17:45", "on 21 November at 17:45", "18"],
  ]);
  expect(told("en", "h12")).toEqual([
    ...["Sat 21 Nov, 5:45 PM", "21 November at 5:45 PM", "on 21 November at 5:45 PM", "6 PM"],
  ]);
  expect(told("es", "h12")).toEqual([
    ...["sáb, 21 nov, 5:45 p. m.", "21 de noviembre, 5:45 p. m."],
    ...["el 21 de noviembre a las 5:45 p. m.", "6 p. m."],
  ]);
  expect(told("de", "h23")).toEqual([
    ...["Sa., 21. Nov., 17:45", "21. November um 17:45", "am 21. November um 17:45", "18"],
  ]);
});
