import type { Locale } from "./locale.ts";

/** The clocks that Kith tells the time by: 17:42, or 5:42 PM. */
export const CLOCKS = ["h23", "h12"] as const;

export type Clock = (typeof CLOCKS)[number];

export const DEFAULT_CLOCK: Clock = "h23";

/** A stored clock; the default for any other text. */
export const clockNamed = (text: string): Clock =>
  CLOCKS.find((clock) => clock === text) ?? DEFAULT_CLOCK;

/** The clock of the country that a browser's `Accept-Language` names first; without any the default. */
export function clockOfBrowser(acceptLanguage: string | null): Clock {
  const [tag] = /\b[a-z]{2,3}-[A-Z]{2}\b/.exec(acceptLanguage ?? "") ?? [];
  if (!tag) return DEFAULT_CLOCK;
  const { hour12 } = new Intl.DateTimeFormat(tag, { hour: "numeric" }).resolvedOptions();
  return hour12 ? "h12" : "h23";
}

/** Morning and afternoon. The space does not break. */
const HALVES = {
  en: ["AM", "PM"],
  de: ["AM", "PM"],
  es: ["a.\u00a0m.", "p.\u00a0m."],
} satisfies Record<Locale, [string, string]>;

/** How times are told to somebody. */
export type Teller = { locale: Locale; clock: Clock };

/** "17:42", "5:42 PM". @param minutes after midnight */
export function clockWords(minutes: number, { locale, clock }: Teller): string {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, twoDigits(minutes % 60)];
  if (clock === "h23") return `${twoDigits(hour)}:${minute}`;
  return `${hour % 12 || 12}:${minute}\u00a0${HALVES[locale][hour < 12 ? 0 : 1]}`;
}

/** The same for a full hour where room is scarce: "17", "5 PM". @param hour 0..24 */
export function hourWords(hour: number, { locale, clock }: Teller): string {
  if (clock === "h23") return twoDigits(hour);
  return `${hour % 12 || 12}\u00a0${HALVES[locale][hour % 24 < 12 ? 0 : 1]}`;
}

const twoDigits = (value: number) => String(value).padStart(2, "0");

/** Making one takes longer than using it a hundred times, and a long list uses thousands. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes after midnight by the clock on the wall of an IANA zone. */
export function minutesOfDay(at: Date, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { hour: "2-digit", minute: "2-digit", timeZone });
  formats.set(timeZone, format);
  const [hour = 0, minute = 0] = format.format(at).split(":").map(Number);
  return hour * 60 + minute;
}
