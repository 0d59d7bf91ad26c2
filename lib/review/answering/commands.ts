import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { answerAnew, doOnce } from "#lib/requests/commands.ts";
import { giveAnswer, takeAnswerBackWithin } from "../commands.ts";
import { questionAnswered } from "../question-key.ts";
import type { Answer } from "../schema.ts";
import type { Answered, AnswerFate, Became } from "../types.ts";
import { becomeOf, becomeOfMissed } from "./queries.ts";

/** What is remembered under a device's key; of what was said elsewhere than in the review no question. */
type Remembered = (Answered & { question: string | null }) | "taken-back";

/** A fate, with the refusal as it was thrown. */
type Fate =
  | Exclude<AnswerFate, { state: "refused" }>
  | { state: "refused"; refusal: AppError; became: Became };

/**
 * Takes an answer that a device sends, however often it sends it, as one. An answer that came too late is
 * a fate like any other: the device hears what has become of whom it asks about.
 *
 * @throws AppError not-found for another account's key
 */
export async function answerOnce(
  actor: Actor,
  { key, answer }: { key: string; answer: Answer },
  now: Date,
): Promise<Fate> {
  try {
    const done = await doOnce<Remembered>({ actor, key, now }, async (tx) => ({
      ...(await giveAnswer(tx, actor, answer)),
      question: questionAnswered(answer),
    }));
    if (done === "taken-back") return { state: "taken-back" };
    const { answered, missed, takeBack } = done;
    const became = missed > 0 ? await becomeOfMissed(actor, answer, takeBack) : null;
    return { state: "done", answered, missed, became };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { state: "refused", refusal: error, became: await becomeOf(actor, answer) };
  }
}

/**
 * Takes back what came under a device's key, however often that is asked for; where nothing has come yet,
 * it will do nothing when it comes.
 *
 * @throws AppError conflict when it cannot be taken back any more; not-found for another account's key
 */
export async function takeBackOnce(
  actor: Actor,
  { key }: { key: string },
  now: Date,
): Promise<void> {
  await answerAnew<Remembered>({ actor, key, now }, async (tx, before) => {
    if (before && before !== "taken-back")
      await takeAnswerBackWithin(tx, actor, before.takeBack, now);
    return "taken-back";
  });
}
