import { z } from "zod";

/** The two parameters of Ring's redirect. */
export const linkProofSchema = z.object({
  nonce: z.string().min(1).max(256),
  time: z.string().min(1).max(32),
});

export const ringAccountIdSchema = z.object({ ringAccountId: z.uuid() });
