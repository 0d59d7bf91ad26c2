import type { AbsentMoment } from "#lib/faces/absences/types.ts";

type Words = { title: string; advice: string };

const words: Record<string, Words> = {
  "too-small": {
    title: "Too far away",
    advice: "A camera nearer to the path, or one that looks at less at once, would see more.",
  },
  "too-dark": {
    title: "Too dark",
    advice: "A light by the door, or the camera's own night vision, would help.",
  },
  "turned-away": {
    title: "Turned away",
    advice: "A camera at head height that looks towards those who come sees more faces.",
  },
  blurred: {
    title: "Moving, or out of focus",
    advice:
      "More light lets the camera take sharper pictures; a wipe over its glass may do it too.",
  },
  animal: { title: "A cat or a dog", advice: "Nothing to mend: Kith took nobody for a stranger." },
  nobody: {
    title: "No face at all",
    advice:
      "If people do come this way, they stay outside the picture, behind a privacy zone, or never look up.",
  },
};

const other: Words = { title: "Another reason", advice: "Open the recording to see." };

/** What was in the way, and one sentence on what to do about it. */
export const absenceWords = (reason: string): Words => words[reason] ?? other;

/** The advice for one moment, with the figure that speaks for it. */
export function momentAdvice({ reason, heightPx }: AbsentMoment): string {
  const { advice } = absenceWords(reason);
  return reason === "too-small" && heightPx !== null
    ? `The face stayed ${heightPx} px high, and 24 are needed. ${advice}`
    : advice;
}

/** "12 of 20 recordings of the last 30 days showed a face." */
export function shareWords(withFace: number, all: number, days: number): string {
  if (all === 0) return `No recording in the last ${days} days.`;
  const recordings = all === 1 ? "the one recording" : `${all} recordings`;
  return `${withFace} of ${recordings} of the last ${days} days showed a face.`;
}
