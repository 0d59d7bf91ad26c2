import { getLocale, getTranslations } from "next-intl/server";
import { type TimeWords, timeWords } from "#components/ui/time-words.ts";

/** How times are told to whoever asks for a page, by the clock on the wall of an IANA zone. */
export const timeWordsIn = async (timeZone: string): Promise<TimeWords> =>
  timeWords(await getLocale(), timeZone, await getTranslations("time"));
