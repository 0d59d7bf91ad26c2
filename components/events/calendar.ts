const DAY_MS = 86_400_000;

const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The calendar day so many days later. @param day "2026-11-22" */
export const dayAfter = (day: string, days = 1): string =>
  new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10);

/** "2026-11" */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The month so many months later. @param month "2026-11" */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months)).toISOString().slice(0, 7);
}

/** The days of a month, and how many of the week, from Monday on, come before its first. */
export function daysOf(month: string): { days: string[]; before: number } {
  const first = `${month}-01`;
  const count = (midnight(`${monthAfter(month, 1)}-01`) - midnight(first)) / DAY_MS;
  const days = Array.from({ length: count }, (_, index) => dayAfter(first, index));
  return { days, before: (new Date(midnight(first)).getUTCDay() + 6) % 7 };
}
