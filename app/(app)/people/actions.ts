"use server";
import { action } from "#app/_server/action.ts";
import {
  answerSuggestion,
  categorisePerson,
  renamePerson,
  undoAnswer,
} from "#lib/people/commands.ts";
import {
  answerSchema,
  categoriseSchema,
  renameSchema,
  undoAnswerSchema,
} from "#lib/people/schema.ts";

export const rename = action(renameSchema, (actor, { personId, name }) =>
  renamePerson(actor, personId, name),
);

export const categorise = action(categoriseSchema, (actor, { personId, category }) =>
  categorisePerson(actor, personId, category),
);

export const answer = action(answerSchema, (actor, { faceId, isSame }) =>
  answerSuggestion(actor, faceId, isSame),
);

export const takeBackAnswer = action(undoAnswerSchema, (actor, { entryId }) =>
  undoAnswer(actor, entryId),
);
