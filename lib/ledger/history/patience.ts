/** How long Kith waits for Ring, and from when on it calls something missing. */

/**
 * What is younger is left to its webhook. Ring's fifth try comes 2 min 36 s after the first; the two
 * that follow, after 12 and 72 minutes, would come too late for an alert.
 */
export const LEFT_TO_WEBHOOK_MS = 180_000;

/**
 * This much before the last comparison is read again: a camera may tell Ring late of what it saw, and
 * of when it ended. Two comparisons reach that far.
 */
export const OVERLAP_MS = 2 * 3_600_000;

/** Ring's seven tries, and a little: after that a webhook comes no more. */
export const WEBHOOK_TRIES_MS = 73 * 60_000;

/** Fewer may be chance: a bad minute of the line, or a motion that Ring's own settings keep silent. */
export const MISSED_IN_A_ROW = 3;

/** Where the next comparison begins to read: never before the link, for that is not ours to see. */
export function readFrom(linkedAt: Date, reconciledUntil: Date | null): Date {
  if (!reconciledUntil) return linkedAt;
  return new Date(Math.max(linkedAt.getTime(), reconciledUntil.getTime() - OVERLAP_MS));
}
