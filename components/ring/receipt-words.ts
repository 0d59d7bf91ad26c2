import type { useTranslations } from "next-intl";
import type { TimeWords } from "#components/ui/time-words.ts";
import type { ErasedCounts, Receipt } from "#lib/erasure/types.ts";

type Translator = ReturnType<typeof useTranslations<"ring.receipts">>;

/** "Erased on 23 November 2026: 12 recordings, 1 event." and why. */
export function receiptWords(
  { cause, counts, erasedAt }: Pick<Receipt, "cause" | "counts" | "erasedAt">,
  t: Translator,
  { fullDateWords }: TimeWords,
): { what: string; why: string } {
  const what = countWords(counts, t) || t("nothing");
  return { what: t("erased", { date: fullDateWords(erasedAt), what }), why: t(`why.${cause}`) };
}

const counted = ["clips", "events", "faces", "people"] as const;

const countWords = (counts: ErasedCounts, t: Translator): string =>
  counted
    .filter((what) => counts[what] > 0)
    .map((what) => t(`counts.${what}`, { count: counts[what] }))
    .join(", ");
