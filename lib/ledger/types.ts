import type { EventKind, EventOutcome, EventSource } from "#lib/events/types.ts";

/** One line of the count: events of a day that came alike and ended alike, or a day's repetitions. */
export type LedgerCount = {
  /** "2026-11-22" on the member's calendar. */
  day: string;
  source: EventSource;
  /** Null while under way. */
  outcome: EventOutcome | null;
  /** A slug; see `outcomeWords`. */
  reason: string | null;
  events: number;
  /** Of them found later, those whose webhook came in the end. */
  cameAfterAll: number;
  /** How often Ring told again of what Kith knew. */
  repetitions: number;
};

/** What became of a day's events, in the order in which the page tells it. */
export const fates = [
  "recognised",
  "no_face",
  "no_recording",
  "failed",
  "camera_off",
  "late",
  "open",
] as const;

export type Fate = (typeof fates)[number];

/** A day's events: `heard` and `found` add up to `events`, and so do the fates. */
export type LedgerDay = {
  day: string;
  events: number;
  heard: number;
  found: number;
  cameAfterAll: number;
  repetitions: number;
  fates: Record<Fate, number>;
};

/** An event as the ledger lists it. */
export type LedgerEvent = {
  eventId: string;
  /** ISO 8601. */
  occurredAt: string;
  kind: EventKind;
  cameraName: string;
  source: EventSource;
  outcome: EventOutcome | null;
  outcomeReason: string | null;
};

/** How a household stands with Ring. */
export type LedgerStand = {
  accounts: {
    state: "awaiting" | "linked" | "needs_relink";
    /** ISO 8601; null: not yet. */
    comparedAt: string | null;
  }[];
  webhooksStopped: boolean;
};
