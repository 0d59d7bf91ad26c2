import { useTranslations } from "next-intl";
import type { Verdict } from "#lib/ledger/verdict.ts";
import { type VerdictWords, verdictWords } from "./verdict-words.ts";

/** The answer to "Did I miss anything?" in the reader's language. `since`: "19 October". */
export function useVerdictWords(verdict: Verdict, since = ""): VerdictWords {
  const words = { t: useTranslations("ledger.verdict"), alarms: useTranslations("alarms") };
  return verdictWords(words, verdict, since);
}
