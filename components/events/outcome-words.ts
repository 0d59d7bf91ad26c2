import type { EventSummary } from "#lib/events/types.ts";
import outcomes from "#messages/en/outcomes.json" with { type: "json" };

/** Why there is no face, or no answer, by the slug that is stored with the outcome. */
const reasons: Readonly<Record<string, string>> = outcomes.reasons;

/** How an event ended, in words; "Looking…" while it is on its way. */
export function outcomeWords({
  outcome,
  outcomeReason,
}: Pick<EventSummary, "outcome" | "outcomeReason">): string {
  if (outcome === null) return outcomes.looking;
  const specific = outcomeReason === null ? undefined : reasons[outcomeReason];
  return (outcome !== "recognised" && specific) || outcomes.ends[outcome];
}
