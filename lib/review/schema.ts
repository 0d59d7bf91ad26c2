import { z } from "zod";
import { refusal } from "#lib/errors.ts";
import { labelSchema } from "#lib/people/schema.ts";
import { proposalAnswerSchema } from "#lib/proposals/schema.ts";

const personId = z.uuid();
const faceIds = z.array(z.uuid()).min(1).max(500);

/** Whose faces they are instead: somebody known, or somebody new, with a name or without. */
const toSchema = z.union([
  z.object({ personId }),
  z.object({
    name: z.string().trim().min(1).max(60, refusal("nameTooLong")).nullable(),
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
    z.object({ name: z.string().trim().min(1).max(60, refusal("nameTooLong")) }),
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
