"use server";
import { action } from "#app/_server/action.ts";
import { enrolFromPhotos, enrolFromWalk, startEnrolment } from "#lib/enrolment/commands.ts";
import { photosChosenSchema, startSchema, walkChosenSchema } from "#lib/enrolment/schema.ts";
import { takeAnswerBack } from "#lib/review/commands.ts";
import { takeBackSchema } from "#lib/review/schema.ts";

export const start = action(startSchema, (actor, order) =>
  startEnrolment(actor, order, new Date()),
);

export const enrolPhotos = action(photosChosenSchema, (actor, chosen) =>
  enrolFromPhotos(actor, chosen, new Date()),
);

export const enrolWalk = action(walkChosenSchema, enrolFromWalk);

export const takeBack = action(takeBackSchema, (actor, enrolled) =>
  takeAnswerBack(actor, enrolled, new Date()),
);
