import { type Fate, fates, type LedgerCount, type LedgerDay } from "./types.ts";

const WEEKS = 5;
const DAY_MS = 86_400_000;

/** "2026-11-22": the day that the calendar shows in the zone. */
export const calendarDay = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(at);

/**
 * The days that the page shows: whole weeks from a Monday on, five with this one.
 *
 * @param today "2026-11-22"; days are counted by the calendar, whatever their length in hours
 */
export function shownDays(today: string): [first: string, ...others: string[]] {
  const last = Date.parse(`${today}T00:00:00Z`);
  const sinceMonday = (new Date(last).getUTCDay() + 6) % 7;
  const first = last - (sinceMonday + (WEEKS - 1) * 7) * DAY_MS;
  const dayAt = (index: number) => new Date(first + index * DAY_MS).toISOString().slice(0, 10);
  const others = Array.from({ length: (last - first) / DAY_MS }, (_, index) => dayAt(index + 1));
  return [dayAt(0), ...others];
}

/** Adds the counts up, day by day, for each of the days. */
export function ledgerDays(days: readonly string[], counts: readonly LedgerCount[]): LedgerDay[] {
  return days.map((day) => ({
    day,
    ...totals(counts.filter((count) => count.day === day)),
  }));
}

/** Adds counts up, whatever their days. */
export function totals(counts: readonly LedgerCount[]): Omit<LedgerDay, "day"> {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const eventsOf = (which: (count: LedgerCount) => boolean) =>
    sum(counts.filter(which).map(({ events }) => events));
  const byFate = fates.map((fate) => [fate, eventsOf((count) => fateOf(count) === fate)]);
  return {
    events: eventsOf(() => true),
    heard: eventsOf(({ source }) => source === "webhook"),
    found: eventsOf(({ source }) => source === "history"),
    cameAfterAll: sum(counts.map(({ cameAfterAll }) => cameAfterAll)),
    repetitions: sum(counts.map(({ repetitions }) => repetitions)),
    fates: Object.fromEntries(byFate) as Record<Fate, number>,
  };
}

export const fateOf = ({ outcome }: Pick<LedgerCount, "outcome">): Fate => outcome ?? "open";
