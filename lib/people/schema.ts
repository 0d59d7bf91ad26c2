import { z } from "zod";
import { personCategories } from "./types.ts";

/** An empty name takes the name away. */
export const renameSchema = z.object({
  personId: z.uuid(),
  name: z
    .string()
    .trim()
    .max(60, "A name has at most 60 letters.")
    .transform((name) => name || null)
    .nullable(),
});

export const categoriseSchema = z.object({
  personId: z.uuid(),
  category: z.enum(personCategories),
});

/** "Is this the suggested person?" */
export const answerSchema = z.object({ faceId: z.uuid(), isSame: z.boolean() });

export const undoAnswerSchema = z.object({ entryId: z.uuid() });
