import { nextAt } from "./wall-time.ts";

/** How long one may be left in peace, shortest first. */
export const snoozeLengths = ["hour", "threeHours", "morning", "week"] as const;

export type SnoozeLength = (typeof snoozeLengths)[number];

const HOUR_MS = 3_600_000;
const MORNING = 7 * 60;

/** When a snooze of that length ends that begins now; the morning is at seven in the household's zone. */
export function snoozeEnd(length: SnoozeLength, now: Date, timeZone: string): Date {
  if (length === "morning") return nextAt(now, MORNING, timeZone);
  const hours = { hour: 1, threeHours: 3, week: 7 * 24 }[length];
  return new Date(now.getTime() + hours * HOUR_MS);
}
