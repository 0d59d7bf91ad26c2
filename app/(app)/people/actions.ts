"use server";
import { action } from "#app/_server/action.ts";
import { endOfDay } from "#lib/alerts/wall-time.ts";
import {
  categorisePerson,
  forgetPerson,
  hidePerson,
  markChild,
  mergePeople,
  redoAct,
  renamePerson,
  undoAct,
} from "#lib/people/commands.ts";
import { assignFaces, dismissFaces } from "#lib/people/faces/commands.ts";
import { previewMerge, previewMove } from "#lib/people/preview/queries.ts";
import {
  assignSchema,
  categoriseSchema,
  entriesSchema,
  entrySchema,
  facesSchema,
  forgetSchema,
  forgetTogetherSchema,
  hideSchema,
  hideTogetherSchema,
  markChildSchema,
  mergeSchema,
  mergeTogetherSchema,
  renameSchema,
} from "#lib/people/schema.ts";
import {
  forgetTogether,
  hideTogether,
  mergeTogether,
  redoTogether,
  undoTogether,
} from "#lib/people/together/commands.ts";
import { answerProposal } from "#lib/proposals/commands.ts";
import { proposalAnswerSchema } from "#lib/proposals/schema.ts";

export const rename = action(renameSchema, (actor, { personId, name }) =>
  renamePerson(actor, personId, name),
);

export const categorise = action(categoriseSchema, (actor, { personId, category, marking }) => {
  const until = marking?.until ? endOfDay(marking.until, actor.timeZone) : null;
  return categorisePerson(actor, personId, category, marking && { note: marking.note, until });
});

export const child = action(markChildSchema, (actor, { personId, isChild }) =>
  markChild(actor, personId, isChild),
);

export const hide = action(hideSchema, (actor, { personId, isHidden }) =>
  hidePerson(actor, personId, isHidden),
);

export const forget = action(forgetSchema, (actor, { personId, atOnce }) =>
  forgetPerson(actor, personId, atOnce, new Date()),
);

export const merge = action(mergeSchema, (actor, { personId, otherPersonId }) =>
  mergePeople(actor, personId, otherPersonId),
);

export const tryMerge = action(mergeTogetherSchema, (actor, { personIds }) =>
  previewMerge(actor, personIds),
);

export const mergeChosen = action(mergeTogetherSchema, (actor, { personIds }) =>
  mergeTogether(actor, personIds),
);

export const hideChosen = action(hideTogetherSchema, (actor, { personIds, isHidden }) =>
  hideTogether(actor, personIds, isHidden),
);

export const forgetChosen = action(forgetTogetherSchema, (actor, { personIds, atOnce }) =>
  forgetTogether(actor, personIds, atOnce, new Date()),
);

export const undoChosen = action(entriesSchema, (actor, { entryIds }) =>
  undoTogether(actor, entryIds, new Date()),
);

export const redoChosen = action(entriesSchema, (actor, { entryIds }) =>
  redoTogether(actor, entryIds, new Date()),
);

export const tryAssign = action(assignSchema, (actor, { faceIds, personId }) =>
  previewMove(actor, faceIds, personId),
);

export const assign = action(assignSchema, (actor, { faceIds, personId }) =>
  assignFaces(actor, faceIds, personId),
);

export const dismiss = action(facesSchema, (actor, { faceIds }) => dismissFaces(actor, faceIds));

export const answerMerge = action(proposalAnswerSchema, (actor, { proposalId, isSame }) =>
  answerProposal(actor, proposalId, isSame),
);

export const undo = action(entrySchema, (actor, { entryId }) =>
  undoAct(actor, entryId, new Date()),
);

export const redo = action(entrySchema, (actor, { entryId }) =>
  redoAct(actor, entryId, new Date()),
);
