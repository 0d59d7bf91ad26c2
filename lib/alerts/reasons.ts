/** How much there is to tell: a later result of the same visit is told only when it ranks higher. */
export const RANK = {
  nothing: 0,
  somebody: 1,
  somebodyRang: 2,
  /** Replaces a text without a name, and gives way to any other visitor. */
  probablyChild: 2,
  familiar: 2,
  visitor: 3,
  visitorRang: 4,
  watchlist: 5,
} as const;

/** Why a member was told or not; the messages have the words. */
export const reasons = [
  "watchlist",
  "unknown-person",
  "probably-child",
  "child-with-familiar",
  "pressed-no-face",
  "not-recognised-in-time",
  "could-not-look",
  "corrects-earlier",
  "saw-more",
  "familiar",
  "hidden",
  "no-face",
  "late",
  "camera-off",
  "already-told",
  "rule-told",
  "rule-digest",
  "rule-never",
  "cooldown",
  "snoozed",
  "quiet-hours",
] as const;

export type Reason = (typeof reasons)[number];
