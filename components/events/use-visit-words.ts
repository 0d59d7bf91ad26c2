import { useLocale, useTranslations } from "next-intl";
import type { Words } from "./visit-words.ts";

/** The words that visits are told in, in the reader's language. */
export function useVisitWords(): Words {
  return {
    t: useTranslations("visits"),
    outcomes: useTranslations("outcomes"),
    locale: useLocale(),
  };
}
