import type { LedgerDay, LedgerStand } from "./types.ts";

/** Two hourly comparisons have not come about. */
const OVERDUE_MS = 135 * 60_000;

/** The answer to "Did I miss anything?", the gravest first. */
export type Verdict =
  | { kind: "unlinked" | "needs-relink" | "almost-linked" | "webhooks-stopped" | "not-compared" }
  | { kind: "overdue"; comparedAt: string }
  | { kind: "under-way"; comparedAt: string; events: number; open: number }
  /** `unseen`: accounted for, but there was nothing to look at, or no looking at it. */
  | { kind: "complete"; comparedAt: string; events: number; unseen: number };

/**
 * What may be said of the events that Ring knows of. "complete" is true by construction: an account
 * counts as compared only when everything in its history has an event here, and an event is accounted
 * for only when it has its outcome.
 */
export function verdictOf(
  { accounts, webhooksStopped }: LedgerStand,
  { events, fates: { open, no_recording, failed, late } }: Pick<LedgerDay, "events" | "fates">,
  now: Date,
): Verdict {
  if (accounts.length === 0) return { kind: "unlinked" };
  if (accounts.some(({ state }) => state === "needs_relink")) return { kind: "needs-relink" };
  if (accounts.some(({ state }) => state === "awaiting")) return { kind: "almost-linked" };
  if (webhooksStopped) return { kind: "webhooks-stopped" };
  const compared = accounts.flatMap(({ comparedAt }) => comparedAt ?? []).sort();
  const [comparedAt] = compared;
  if (!comparedAt || compared.length < accounts.length) return { kind: "not-compared" };
  if (now.getTime() - Date.parse(comparedAt) > OVERDUE_MS) return { kind: "overdue", comparedAt };
  if (open > 0) return { kind: "under-way", comparedAt, events, open };
  return { kind: "complete", comparedAt, events, unseen: no_recording + failed + late };
}
