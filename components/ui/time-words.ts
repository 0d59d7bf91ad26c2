import type { useTranslations } from "next-intl";
import { clockNamed, clockWords, hourWords, minutesOfDay } from "#messages/clock.ts";
import { formatTag, type Locale } from "#messages/locale.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Instant = string | Date;

/** Making one takes longer than using it a hundred times, and a long list uses thousands. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([tag, options]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(tag, options);
  formats.set(key, made);
  return made;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(tag: string, digits: number): Intl.NumberFormat {
  const key = `${tag} ${digits}`;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = numberFormats.get(key) ?? new Intl.NumberFormat(tag, options);
  numberFormats.set(key, made);
  return made;
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "2026-11-22": the calendar day in the zone. Equal for two instants of one day. */
export const dayKey = (at: Instant, timeZone: string): string =>
  format("sv-SE", { timeZone }).format(new Date(at));

/** An instant that is on a calendar day, for words of it in UTC. @param day "2026-11-22" */
export const noonOf = (day: string): string => `${day}T12:00:00Z`;

/** How much of the day has passed by the clock on the wall, 0..1. */
export const dayFraction = (at: Instant, timeZone: string): number =>
  minutesOfDay(new Date(at), timeZone) / (24 * 60);

/** "0:07", "1:23" for a place in a recording. */
export function clipTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export type TimeWords = ReturnType<typeof timeWords>;

/**
 * How times are told: in the reader's language, and by the clock on the wall of an IANA zone, the one
 * that the words name. Pages get them from `useTimeWords`.
 */
export function timeWords(
  locale: Locale,
  timeZone: string,
  t: ReturnType<typeof useTranslations<"time">>,
) {
  const tag = formatTag(locale);
  const told = (options: Intl.DateTimeFormatOptions) => (at: Instant) =>
    format(tag, { ...options, timeZone }).format(new Date(at));
  const number = (value: number, digits: number) => numberFormat(tag, digits).format(value);

  const teller = { locale, clock: clockNamed(t("clock")) };
  const clockTime = (at: Instant) => clockWords(minutesOfDay(new Date(at), timeZone), teller);
  const dateWords = told({ day: "numeric", month: "long" });
  const shortDateWords = told({ weekday: "short", day: "numeric", month: "short" });

  /** "today", "yesterday", "Saturday 21 November", with the year where it is not this one. */
  const dayInSentence = (at: Instant, now: Instant): string => {
    const [day, today] = [dayKey(at, timeZone), dayKey(now, timeZone)];
    if (day === today) return t("today");
    // Noon to noon, so that a day of 23 or 25 hours between them cannot skip a date.
    const before = new Date(new Date(noonOf(today)).getTime() - DAY_MS);
    if (day === dayKey(before, "UTC")) return t("yesterday");
    const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: "numeric" } as const);
    const words = told({ weekday: "long", day: "numeric", month: "long", ...year })(at);
    return locale === "en" ? words.replace(",", "") : words;
  };

  /** "just now", "5 min ago" under an hour, then the clock. */
  const sinceWords = (at: Instant, now: Instant): string => {
    const ageMs = new Date(now).getTime() - new Date(at).getTime();
    if (ageMs >= HOUR_MS || ageMs < -MINUTE_MS) return clockTime(at);
    const minutes = Math.floor(ageMs / MINUTE_MS);
    return minutes < 1 ? t("justNow") : t("minutesAgo", { minutes });
  };

  const momentInSentence = (at: Instant, now: Instant) =>
    `${dayInSentence(at, now)}, ${clockTime(at)}`;

  return {
    clock: teller.clock,
    /** "17:42", "5:42 PM" */
    clockTime,
    /** The same for minutes after midnight. */
    clockWords: (minutes: number): string => clockWords(minutes, teller),
    /** "17", "5 PM" for a full hour, 0..24 */
    hourWords: (hour: number): string => hourWords(hour, teller),
    /** "21 November" */
    dateWords,
    /** "23 November 2026" */
    fullDateWords: told({ day: "numeric", month: "long", year: "numeric" }),
    /** "November 2026" */
    monthWords: told({ month: "long", year: "numeric" }),
    /** "Mon", "Monday": 1 is Monday, 7 Sunday. */
    weekdayWords: (weekday: number, style: "short" | "long" = "short"): string =>
      format(tag, { weekday: style, timeZone: "UTC" }).format(
        new Date(noonOf(`2024-01-0${weekday}`)),
      ),
    /** "Mon 23 Nov, 17:42" */
    shortMomentWords: (at: Instant) => `${shortDateWords(at)}, ${clockTime(at)}`,
    /** "23 November at 17:42" */
    dateAndTimeWords: (at: Instant) => t("dateAt", { date: dateWords(at), clock: clockTime(at) }),
    dayInSentence,
    /** "Today", "Yesterday", "Saturday 21 November": where a line begins. */
    dayWords: (at: Instant, now: Instant): string => upperFirst(dayInSentence(at, now)),
    /** The same of a day of the calendar, "2026-11-22". */
    calendarDayWords: (day: string, now: Instant): string =>
      timeWords(locale, "UTC", t).dayWords(noonOf(day), noonOf(dayKey(now, timeZone))),
    sinceWords,
    /** "just now", "5 min ago" under an hour, then "at 17:42", and with the day where it is not today. */
    agoWords: (at: Instant, now: Instant): string => {
      const since = sinceWords(at, now);
      if (since !== clockTime(at)) return since;
      const isToday = dayKey(at, timeZone) === dayKey(now, timeZone);
      return isToday ? t("at", { clock: since }) : t("onAt", { date: dateWords(at), clock: since });
    },
    /** "today, 17:42" */
    momentInSentence,
    /** "Today, 17:42": where a line begins. */
    momentWords: (at: Instant, now: Instant): string => upperFirst(momentInSentence(at, now)),
    /** "under 0.1 s", "0.4 s", "12 s", "3 min" */
    durationWords: (ms: number): string => {
      if (ms < 50) return t("under", { duration: t("seconds", { count: number(0.1, 1) }) });
      if (ms < 9_950) return t("seconds", { count: number(Math.max(0, ms) / 1000, 1) });
      if (ms < 2 * MINUTE_MS) return t("seconds", { count: number(ms / 1000, 0) });
      if (ms < 2 * HOUR_MS) return t("minutes", { count: number(ms / MINUTE_MS, 0) });
      return t("hours", { count: number(ms / HOUR_MS, 0) });
    },
  };
}
