import { useFormatter } from "next-intl";

/** A Monday; the days after it are those of a week. */
const MONDAY_MS = Date.UTC(2024, 0, 1, 12);
const DAY_MS = 86_400_000;

/** What the weekdays are called in the reader's language, 1 Monday to 7 Sunday: "Mon", "Monday". */
export function useWeekdayWords() {
  const format = useFormatter();
  return (weekday: number, style: "short" | "long" = "short") =>
    format.dateTime(new Date(MONDAY_MS + (weekday - 1) * DAY_MS), {
      weekday: style,
      timeZone: "UTC",
    });
}
