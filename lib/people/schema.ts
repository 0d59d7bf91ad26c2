import { z } from "zod";
import { refusal } from "#lib/errors.ts";
import { personCategories } from "#lib/identity/category.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import { HISTORY_STRETCH } from "./history/stretch.ts";
import { MAX_NOTE_LENGTH } from "./note.ts";

/** How much of a person's history is told. */
export const personRange = z.object({
  history: z.coerce.number().int().positive().max(1e6).default(HISTORY_STRETCH),
});

/** An empty name takes the name away. */
export const renameSchema = z.object({
  personId: z.uuid(),
  name: z
    .string()
    .trim()
    .max(MAX_NAME_LENGTH, refusal("nameTooLong"))
    .transform((name) => name || null)
    .nullable(),
});

export const categoriseSchema = z.object({
  personId: z.uuid(),
  category: z.enum(personCategories),
  marking: z
    .object({
      note: z
        .string()
        .trim()
        .max(MAX_NOTE_LENGTH, refusal("noteTooLong"))
        .transform((note) => note || null)
        .nullable(),
      /** The last day on which it counts, "2026-11-22" on the household's calendar; null: for good. */
      until: z.iso.date().nullable(),
    })
    .optional(),
});

export const entrySchema = z.object({ entryId: z.uuid() });

export const markChildSchema = z.object({ personId: z.uuid(), isChild: z.boolean() });

export const hideSchema = z.object({ personId: z.uuid(), isHidden: z.boolean() });

export const forgetSchema = z.object({ personId: z.uuid(), atOnce: z.boolean() });

export const mergeSchema = z.object({ personId: z.uuid(), otherPersonId: z.uuid() });

/** Chosen on one page at once. */
const MAX_TOGETHER = 100;

const together = z.array(z.uuid()).max(MAX_TOGETHER, refusal("tooManyChosen"));

export const mergeTogetherSchema = z.object({ personIds: together.min(2) });

export const hideTogetherSchema = z.object({ personIds: together.min(1), isHidden: z.boolean() });

export const forgetTogetherSchema = z.object({ personIds: together.min(1), atOnce: z.boolean() });

export const entriesSchema = z.object({ entryIds: together.min(1) });

const faceIds = z.array(z.uuid()).min(1).max(500);

/** `before` is what whoever says it has seen: what was said elsewhere meanwhile stays. */
const nameSchema = renameSchema.extend({
  kind: z.literal("name"),
  before: z.string().nullable(),
});

const sortSchema = categoriseSchema.omit({ marking: true }).extend({
  kind: z.literal("categorise"),
  before: z.enum(personCategories),
});

/** "Are these the suggested person's?" */
const suggestionSchema = z.object({
  kind: z.literal("suggestion"),
  ...{ faceIds, personId: z.uuid(), isSame: z.boolean() },
});

/** Of whom the faces are not. */
const rejectSchema = z.object({ kind: z.literal("reject"), faceIds, personId: z.uuid() });

/** What is said of somebody, or of faces, where they are shown. */
export const labelSchema = z.discriminatedUnion("kind", [
  nameSchema,
  sortSchema,
  suggestionSchema,
  rejectSchema,
]);

export type Label = z.infer<typeof labelSchema>;

export const facesSchema = z.object({ faceIds });

/** Null: somebody new. */
export const assignSchema = z.object({ faceIds, personId: z.uuid().nullable() });
