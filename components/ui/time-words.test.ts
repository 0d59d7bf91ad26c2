import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { catalogue } from "#messages/catalogue.ts";
import type { Locale } from "#messages/locale.ts";
import { timeWords } from "./time-words.ts";

const now = "2026-11-22T01:00:00Z";
// In Kathmandu it is a quarter to seven.
const zone = "Asia/Kathmandu";

const wordsIn = (locale: Locale) =>
  timeWords(
    locale,
    zone,
    createTranslator({ locale, messages: catalogue[locale], namespace: "time" }),
  );

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
