import type { Fate, LedgerDay } from "#lib/ledger/types.ts";

/** How good it is: seen to, without a picture of it, not looked at though it should have been, or coming. */
export type FateTone = "fine" | "unseen" | "failed" | "open";

export const toneOf: Record<Fate, FateTone> = {
  recognised: "fine",
  no_face: "fine",
  camera_off: "fine",
  no_recording: "unseen",
  late: "unseen",
  failed: "failed",
  open: "open",
};

const advised = ["no_recording", "failed", "late"] as const;

/** The fates about which something can be done, for which there are words of advice. */
type AdvisedFate = (typeof advised)[number];

export const isAdvised = (fate: Fate): fate is AdvisedFate =>
  (advised as readonly Fate[]).includes(fate);

/** How many of a day's events there are of each tone. */
export function tonesOf({ fates }: Pick<LedgerDay, "fates">): Record<FateTone, number> {
  const tones: Record<FateTone, number> = { fine: 0, unseen: 0, failed: 0, open: 0 };
  for (const [fate, count] of Object.entries(fates)) tones[toneOf[fate as Fate]] += count;
  return tones;
}

/** The gravest tone of a day; null of a day without events. */
export function dayTone(day: Pick<LedgerDay, "fates">): FateTone | null {
  const tones = tonesOf(day);
  return (["failed", "unseen", "open", "fine"] as const).find((tone) => tones[tone] > 0) ?? null;
}
