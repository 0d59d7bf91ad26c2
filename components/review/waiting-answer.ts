import type { Answer } from "#lib/review/schema.ts";
import type { AnswerFate, Became } from "#lib/review/types.ts";

/** An answer on this device that Kith has not told the fate of, or that it refused. */
export type WaitingAnswer = {
  /** Made here: under the same key Kith does nothing twice. */
  readonly key: string;
  /** Whose answer it is: nobody else's session sends it. */
  readonly accountId: string;
  /** ISO 8601, by this device's clock. */
  readonly givenAt: string;
  readonly answer: Answer;
  /** What it says, in the language in which it was given. */
  readonly words: string;
  /** It was sent at least once, so it may have been done. */
  readonly wasSent: boolean;
  /** It is to be taken back. */
  readonly isTakenBack: boolean;
  /** Why nothing was done; kept until somebody has read it. */
  readonly refusal: Refusal | null;
};

/** `message` is null where it has waited for too long. */
export type Refusal = { readonly message: string | null; readonly became: Became | null };

const DAY_MS = 24 * 3_600_000;
/** Kith forgets after 30 days what it did under which key. */
const SENT_WITHIN_MS = 28 * DAY_MS;

export const isTooOld = ({ givenAt }: WaitingAnswer, now: Date): boolean =>
  now.getTime() - Date.parse(givenAt) > SENT_WITHIN_MS;

/** What is left of an answer once it is taken back; null: nothing, for nobody but this device knew of it. */
export function takenBack(answer: WaitingAnswer): WaitingAnswer | null {
  return answer.wasSent && !answer.refusal ? { ...answer, isTakenBack: true } : null;
}

/**
 * What is left of an answer once Kith has told its fate.
 *
 * @param now as it is kept by now: it may have been taken back while it was on its way
 * @param sent as it was sent
 */
export function afterFate(
  now: WaitingAnswer,
  sent: WaitingAnswer,
  fate: AnswerFate,
): WaitingAnswer | null {
  const wasDone = fate.state === "done";
  if (now.isTakenBack && !sent.isTakenBack) return wasDone ? now : null;
  if (fate.state !== "refused" || sent.isTakenBack) return null;
  return { ...now, refusal: { message: fate.message, became: fate.became } };
}
