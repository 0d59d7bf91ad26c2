import type { Action } from "#components/ui/action-result.ts";
import type { AskedAnswer, NewcomerAnswer } from "#lib/review/schema.ts";
import type { Answered, TakeBack } from "#lib/review/types.ts";

/** The server actions on the queue, given by the page. */
export type ReviewActions = {
  answerAsked: Action<AskedAnswer, Answered>;
  answerNewcomer: Action<NewcomerAnswer, Answered>;
  answerSame: Action<{ proposalId: string; isSame: boolean }, Answered>;
  takeBack: Action<TakeBack>;
};
