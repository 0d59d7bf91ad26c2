import { z } from "zod";
import { refusal } from "#lib/errors.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import { labelSchema } from "#lib/people/schema.ts";
import { proposalAnswerSchema } from "#lib/proposals/schema.ts";

const personId = z.uuid();
const faceIds = z.array(z.uuid()).min(1).max(500);

/** Whose faces they are instead: somebody known, or somebody new, with a name or without. */
const toSchema = z.union([
  z.object({ personId }),
  z.object({
    name: z.string().trim().min(1).max(MAX_NAME_LENGTH, refusal("nameTooLong")).nullable(),
  }),
]);

/** "Are these the person's?" */
const askedAnswerSchema = z.object({
  personId,
  faceIds,
  answer: z.union([z.enum(["yes", "no", "never", "not-a-face"]), toSchema]),
});

export type AskedAnswer = z.infer<typeof askedAnswerSchema>;

/** "Who is this?" */
const newcomerAnswerSchema = z.object({
  personId,
  answer: z.union([
    z.literal("never"),
    z.object({ notFaces: faceIds }),
    z.object({ personId }),
    z.object({ name: z.string().trim().min(1).max(MAX_NAME_LENGTH, refusal("nameTooLong")) }),
  ]),
});

export type NewcomerAnswer = z.infer<typeof newcomerAnswerSchema>;

export type SameAnswer = z.infer<typeof proposalAnswerSchema>;

/** An answer to any question of the review, or what is said of somebody elsewhere. */
const answerSchema = z.discriminatedUnion("kind", [
  askedAnswerSchema.extend({ kind: z.literal("asked") }),
  newcomerAnswerSchema.extend({ kind: z.literal("newcomer") }),
  proposalAnswerSchema.extend({ kind: z.literal("same") }),
  labelSchema,
]);

export type Answer = z.infer<typeof answerSchema>;

/** The key is the device's own: under the same key nothing is done twice. The account is whose answer it is. */
const fromDevice = z.object({ key: z.uuid(), accountId: z.uuid() });

export const givenAnswerSchema = fromDevice.extend({ answer: answerSchema });

export const takenBackSchema = fromDevice;

/** Where a page of the queue has ended: how many visits its last group names, and whose it is. */
export const cursorSchema = z
  .string()
  .regex(/^\d+_[0-9a-f-]{36}$/)
  .transform((text) => {
    const [visitCount, id = ""] = text.split("_");
    return { visitCount: Number(visitCount), personId: id };
  })
  .pipe(
    z.object({
      visitCount: z
        .number()
        .int()
        .max(2 ** 31 - 1),
      personId,
    }),
  );

export type Cursor = z.infer<typeof cursorSchema>;

/** Groups of faces a stretch of the queue has, unless more are asked for. */
export const GROUPS_EACH = 5;

/** Which stretch of the queue. */
export const stretchSchema = z.object({
  after: cursorSchema.optional(),
  groups: z.coerce.number().int().min(1).max(25).default(GROUPS_EACH),
});
