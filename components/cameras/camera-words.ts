import type { useTranslations } from "next-intl";
import type { TimeWords } from "#components/ui/time-words.ts";
import type { CameraSummary } from "#lib/cameras/types.ts";
import { formatTag, type Locale } from "#messages/locale.ts";

/** "WA, United States"; null where Ring tells nothing. */
export function locationWords(
  { country, state }: Pick<CameraSummary, "country" | "state">,
  locale: Locale,
): string | null {
  if (country === null) return null;
  const regions = new Intl.DisplayNames(formatTag(locale), { type: "region" });
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

/** How a camera stands, in a few words. */
export function stateWords(
  t: ReturnType<typeof useTranslations<"cameras.state">>,
  { online, enabled, hours }: Pick<CameraSummary, "online" | "enabled" | "hours">,
  { clockWords }: Pick<TimeWords, "clockWords">,
): string {
  if (!enabled) return t("off");
  if (!online) return t("offline");
  if (!hours) return t("watching");
  return t("watchingHours", { from: clockWords(hours.from), until: clockWords(hours.until) });
}
