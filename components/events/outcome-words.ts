import type { useTranslations } from "next-intl";
import type { EventSummary } from "#lib/events/types.ts";

/** The words of the namespace "outcomes". */
export type OutcomeTranslator = ReturnType<typeof useTranslations<"outcomes">>;

/** How an event ended, in words; "Looking…" while it is on its way. */
export function outcomeWords(
  t: OutcomeTranslator,
  { outcome, outcomeReason }: Pick<EventSummary, "outcome" | "outcomeReason">,
): string {
  if (outcome === null) return t("looking");
  // Why there is no face, or no answer; a slug without words is not shown.
  const reason = `reasons.${outcomeReason}` as "reasons.nobody";
  return outcome !== "recognised" && outcomeReason && t.has(reason)
    ? t(reason)
    : t(`ends.${outcome}`);
}
