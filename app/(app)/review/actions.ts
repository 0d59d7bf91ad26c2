"use server";
import { action } from "#app/_server/action.ts";
import { proposalAnswerSchema } from "#lib/proposals/schema.ts";
import * as review from "#lib/review/commands.ts";
import { askedAnswerSchema, newcomerAnswerSchema, takeBackSchema } from "#lib/review/schema.ts";

export const answerAsked = action(askedAnswerSchema, review.answerAsked);

export const answerNewcomer = action(newcomerAnswerSchema, review.answerNewcomer);

export const answerSame = action(proposalAnswerSchema, (actor, { proposalId, isSame }) =>
  review.answerSame(actor, proposalId, isSame),
);

export const takeBack = action(takeBackSchema, (actor, answer) =>
  review.takeAnswerBack(actor, answer, new Date()),
);
