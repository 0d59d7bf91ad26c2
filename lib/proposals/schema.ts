import { z } from "zod";

/** "Same person?" */
export const proposalAnswerSchema = z.object({ proposalId: z.uuid(), isSame: z.boolean() });

/** Takes a "no" back. */
export const reopenSchema = z.object({ proposalId: z.uuid() });
