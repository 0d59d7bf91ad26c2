/** The household's language; Kith speaks English today. */
const LOCALE = "en-GB";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Instant = string | Date;

/** Making one takes longer than using it a hundred times, and a long list uses thousands. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

const parts = (options: Intl.DateTimeFormatOptions, timeZone: string) =>
  format(LOCALE, { ...options, timeZone });

/** "2026-11-22": the calendar day in the zone. Equal for two instants of one day. */
export const dayKey = (at: Instant, timeZone: string): string =>
  format("sv-SE", { timeZone }).format(new Date(at));

/** "17:42" */
export const clockTime = (at: Instant, timeZone: string): string =>
  parts({ hour: "2-digit", minute: "2-digit" }, timeZone).format(new Date(at));

/** "23 November 2026" */
export const fullDateWords = (at: Instant, timeZone: string): string =>
  parts({ day: "numeric", month: "long", year: "numeric" }, timeZone).format(new Date(at));

/** "Today", "Yesterday", "Saturday 21 November", with the year where it is not this one. */
export function dayWords(at: Instant, now: Instant, timeZone: string): string {
  const day = dayKey(at, timeZone);
  if (day === dayKey(now, timeZone)) return "Today";
  // Noon to noon, so that a day of 23 or 25 hours between them cannot skip a date.
  const noon = new Date(`${dayKey(now, timeZone)}T12:00:00Z`).getTime();
  if (day === dayKey(new Date(noon - DAY_MS), "UTC")) return "Yesterday";
  const sameYear = day.slice(0, 4) === dayKey(now, timeZone).slice(0, 4);
  return parts(
    { weekday: "long", day: "numeric", month: "long", ...(!sameYear && { year: "numeric" }) },
    timeZone,
  )
    .format(new Date(at))
    .replace(",", "");
}

/** "just now", "5 min ago" under an hour, then the clock. */
export function sinceWords(at: Instant, now: Instant, timeZone: string): string {
  const ageMs = new Date(now).getTime() - new Date(at).getTime();
  if (ageMs >= HOUR_MS || ageMs < -MINUTE_MS) return clockTime(at, timeZone);
  const minutes = Math.floor(ageMs / MINUTE_MS);
  return minutes < 1 ? "just now" : `${minutes} min ago`;
}

/** "just now", "5 min ago" under an hour, then "at 17:42", and with the day where it is not today. */
export function agoWords(at: Instant, now: Instant, timeZone: string): string {
  const since = sinceWords(at, now, timeZone);
  if (since !== clockTime(at, timeZone)) return since;
  const isToday = dayKey(at, timeZone) === dayKey(now, timeZone);
  return isToday ? `at ${since}` : `on ${dateWords(at, timeZone)} at ${since}`;
}

/** "21 November" */
export const dateWords = (at: Instant, timeZone: string): string =>
  parts({ day: "numeric", month: "long" }, timeZone).format(new Date(at));

/** "Today, 17:42" */
export const momentWords = (at: Instant, now: Instant, timeZone: string): string =>
  `${dayWords(at, now, timeZone)}, ${clockTime(at, timeZone)}`;

/** How much of the day has passed by the clock on the wall, 0..1. */
export function dayFraction(at: Instant, timeZone: string): number {
  const [hour = 0, minute = 0] = clockTime(at, timeZone).split(":").map(Number);
  return (hour * 60 + minute) / (24 * 60);
}

/** "0:07", "1:23" for a place in a recording. */
export function clipTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "under 0.1 s", "0.4 s", "12 s", "3 min" */
export function durationWords(ms: number): string {
  if (ms < 50) return "under 0.1 s";
  if (ms < 9_950) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  if (ms < 2 * MINUTE_MS) return `${Math.round(ms / 1000)} s`;
  if (ms < 2 * HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  return `${Math.round(ms / HOUR_MS)} h`;
}
