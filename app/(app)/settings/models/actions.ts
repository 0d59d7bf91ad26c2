"use server";
import { action } from "#app/_server/action.ts";
import { chooseEmbedderSet } from "#lib/models/commands.ts";
import { embedderSetSchema } from "#lib/models/schema.ts";

export const choose = action(embedderSetSchema, (actor, { embedderSet }) =>
  chooseEmbedderSet(actor, embedderSet, new Date()),
);
