"use server";
import { action } from "#app/_server/action.ts";
import { claimRingAccount } from "#lib/ring/linking/commands.ts";
import { linkProofSchema } from "#lib/ring/linking/schema.ts";

export const claim = action(linkProofSchema, (actor, proof) =>
  claimRingAccount(actor, proof, new Date()),
);
