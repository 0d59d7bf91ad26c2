import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { type TimeWords, timeWords } from "./time-words.ts";

/** How times are told to whoever reads the page: by the household's clock, or by that of `zone`. */
export function useTimeWords(zone?: string): TimeWords {
  const householdZone = useTimeZone();
  return timeWords(useLocale(), zone ?? householdZone ?? "UTC", useTranslations("time"));
}
