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

/** What each fate is called, what it means and, where something can be done, what. */
export const fateWords: Record<Fate, { name: string; meaning: string; advice?: string }> = {
  recognised: { name: "Faces seen", meaning: "Looked at, with somebody in view." },
  no_face: { name: "No face", meaning: "Looked at, and no face could be made out." },
  no_recording: {
    name: "No recording",
    meaning: "Ring had nothing to look at.",
    advice:
      "Ring keeps recordings only with an active Ring plan. Look in the Ring app whether it has this one.",
  },
  failed: {
    name: "Could not be looked at",
    meaning: "Kith tried, again and again where that could help.",
    advice: "Each says why. You can still watch it in the Ring app.",
  },
  camera_off: {
    name: "Camera off",
    meaning: "You have told Kith not to look, or Ring no longer lists the camera.",
  },
  late: {
    name: "Too late",
    meaning: "Kith heard of it days later and only wrote it down.",
    advice: "You can still watch it in the Ring app.",
  },
  open: {
    name: "Under way",
    meaning: "Kith is at it. What stands still is started again every hour.",
  },
};

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
