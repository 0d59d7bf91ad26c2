import type { ActiveHours } from "#lib/cameras/types.ts";

/** What calendar and clock on the wall show: 1 Monday to 7 Sunday, minutes after midnight. */
export type WallTime = { weekday: number; minute: number };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

// Making one takes as long as a hundred uses.
const formatByZone = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formatByZone.get(timeZone);
  const format =
    known ??
    new Intl.DateTimeFormat("sv-SE", {
      dateStyle: "short",
      timeStyle: "short",
      hourCycle: "h23",
      timeZone,
    });
  formatByZone.set(timeZone, format);
  return format;
}

/** The wall's date and time as if it were UTC. */
const wallMs = (at: Date, timeZone: string): number =>
  Date.parse(`${formatIn(timeZone).format(at).replace(" ", "T")}Z`);

/** @param timeZone IANA name */
export function wallTime(at: Date, timeZone: string): WallTime {
  const wall = new Date(wallMs(at, timeZone));
  return {
    weekday: wall.getUTCDay() || 7,
    minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}

/** Whether a time lies within hours that begin on one of the weekdays; no weekdays are all of them. */
export function isWithin(
  { weekday, minute }: WallTime,
  hours: ActiveHours | null,
  weekdays: readonly number[] = [],
): boolean {
  const { from, until } = hours ?? { from: 0, until: 24 * 60 };
  const isAfterMidnight = from > until && minute < until;
  const isInHours =
    from < until ? minute >= from && minute < until : minute >= from || isAfterMidnight;
  const begun = isAfterMidnight ? weekday - 1 || 7 : weekday;
  return isInHours && (weekdays.length === 0 || weekdays.includes(begun));
}

/**
 * The next time after `after` at which the clock on the wall shows that minute. Where the clock skips it,
 * as late as it would have been.
 */
export function nextAt(after: Date, minute: number, timeZone: string): Date {
  const midnight = Math.floor(wallMs(after, timeZone) / DAY_MS) * DAY_MS;
  const [today, tomorrow] = [0, 1].map((days) =>
    instantOf(midnight + days * DAY_MS + minute * MINUTE_MS, timeZone),
  ) as [Date, Date];
  return today > after ? today : tomorrow;
}

/** The midnight after a day. @param day "2026-11-22" */
export const endOfDay = (day: string, timeZone: string): Date =>
  instantOf(Date.parse(`${day}T00:00:00Z`) + DAY_MS, timeZone);

/** The instant at which the wall shows that time; twice asked, for the zone's offset may change between. */
function instantOf(wall: number, timeZone: string): Date {
  const offsetAt = (ms: number) => wallMs(new Date(ms), timeZone) - ms;
  const guess = wall - offsetAt(wall);
  return new Date(wall - offsetAt(guess));
}
