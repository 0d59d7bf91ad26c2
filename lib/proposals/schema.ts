import { z } from "zod";

/** "Same person?" */
export const proposalAnswerSchema = z.object({ proposalId: z.uuid(), isSame: z.boolean() });
