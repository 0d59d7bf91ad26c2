import type { ActiveHours, CameraSummary, MotionClass } from "#lib/cameras/types.ts";

/** Ring's motion classes, as the people of the household would call them. */
export const classWords: Record<MotionClass, { name: string; meaning: string }> = {
  human: { name: "People", meaning: "Ring sees a person move." },
  vehicle: { name: "Vehicles", meaning: "Ring sees a car or the like move." },
  motion: { name: "Movement", meaning: "Something moves, and Ring does not say what." },
  other_motion: { name: "Other movement", meaning: "Ring says that it is no person." },
  unknown: { name: "Anything else", meaning: "Ring names a kind that Kith does not know." },
};

const regions = new Intl.DisplayNames("en-GB", { type: "region" });

/** "WA, United States"; null where Ring tells nothing. */
export function locationWords({
  country,
  state,
}: Pick<CameraSummary, "country" | "state">): string | null {
  if (country === null) return null;
  const name = /^[A-Z]{2}$/.test(country) ? (regions.of(country) ?? country) : country;
  return state === null ? name : `${state}, ${name}`;
}

/** "09:05" for minutes after midnight, as a field for times takes it. */
export const clockOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** Minutes after midnight for "09:05"; NaN for no time. */
export function minutesOf(clock: string): number {
  const [hour = Number.NaN, minute = Number.NaN] = clock.split(":").map(Number);
  return hour * 60 + minute;
}

/** "from 22:00 until 06:00" */
export const hoursWords = ({ from, until }: ActiveHours): string =>
  `from ${clockOf(from)} until ${clockOf(until)}`;

/** How a camera stands, in a few words. */
export function stateWords({
  online,
  enabled,
  hours,
}: Pick<CameraSummary, "online" | "enabled" | "hours">): string {
  if (!enabled) return "Switched off in Kith";
  if (!online) return "Offline, says Ring";
  return hours ? `Watching ${hoursWords(hours)}` : "Watching";
}
