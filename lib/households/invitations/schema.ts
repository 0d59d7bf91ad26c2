import { z } from "zod";
import { newAccountSchema } from "#lib/accounts/schema.ts";
import { refusal } from "#lib/errors.ts";

export const invitationSchema = z.object({ invitationId: z.uuid() });

/** Whoever takes up an invitation, with the token in its link. */
export const joinSchema = newAccountSchema.extend({
  token: z.string().max(100, refusal("invitationUnknown")),
});

export type Joining = z.infer<typeof joinSchema>;
