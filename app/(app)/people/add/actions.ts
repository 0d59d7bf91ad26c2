"use server";
import { action } from "#app/_server/action.ts";
import {
  enrolFromPhotos,
  enrolFromWalk,
  startEnrolment,
  takeEnrolmentBack,
} from "#lib/enrolment/commands.ts";
import {
  enrolmentSchema,
  photosChosenSchema,
  startSchema,
  walkChosenSchema,
} from "#lib/enrolment/schema.ts";

export const start = action(startSchema, (actor, order) =>
  startEnrolment(actor, order, new Date()),
);

export const enrolPhotos = action(photosChosenSchema, (actor, chosen) =>
  enrolFromPhotos(actor, chosen, new Date()),
);

export const enrolWalk = action(walkChosenSchema, enrolFromWalk);

export const takeBack = action(enrolmentSchema, (actor, { enrolmentId }) =>
  takeEnrolmentBack(actor, enrolmentId, new Date()),
);
