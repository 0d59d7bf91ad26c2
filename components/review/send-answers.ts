import type { AnswerFate } from "#lib/review/types.ts";
import type { AnswerStore } from "./answer-store.ts";
import { afterFate, isTooOld, type WaitingAnswer } from "./waiting-answer.ts";

/** Sends one answer, or that it is taken back. @returns null where Kith cannot say anything of it yet */
export type SendAnswer = (waiting: WaitingAnswer) => Promise<AnswerFate | null>;

/**
 * Sends the account's answers in the order in which they were given, one after the other, until none is
 * left or one has to wait.
 *
 * @returns their fates by key
 */
export async function sendAnswers(
  store: AnswerStore,
  accountId: string,
  send: SendAnswer,
  now: () => Date,
): Promise<Map<string, AnswerFate>> {
  const fates = new Map<string, AnswerFate>();
  for (;;) {
    const next = (await store.all()).find(
      (waiting) => waiting.accountId === accountId && !waiting.refusal,
    );
    if (!next) return fates;
    if (isTooOld(next, now())) {
      await store.change(next.key, refuseForAge);
      continue;
    }
    const sent = await store.change(next.key, (kept) => (kept ? { ...kept, wasSent: true } : null));
    if (!sent) continue;
    const fate = await send(sent);
    if (!fate) return fates;
    fates.set(sent.key, fate);
    await store.change(sent.key, (kept) => (kept ? afterFate(kept, sent, fate) : null));
  }
}

const refuseForAge = (kept: WaitingAnswer | undefined): WaitingAnswer | null =>
  kept && !kept.isTakenBack ? { ...kept, refusal: { message: null, became: null } } : null;
