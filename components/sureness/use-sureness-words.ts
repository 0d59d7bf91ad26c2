import { useLocale, useTranslations } from "next-intl";
import type { Words } from "./sureness-words.ts";

/** The words that sureness is told in, in the reader's language. */
export const useSurenessWords = (): Words => ({
  t: useTranslations("sureness"),
  locale: useLocale(),
});
