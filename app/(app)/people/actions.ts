"use server";
import { action } from "#app/_server/action.ts";
import { categorisePerson, renamePerson } from "#lib/people/commands.ts";
import { categoriseSchema, renameSchema } from "#lib/people/schema.ts";

export const rename = action(renameSchema, (actor, { personId, name }) =>
  renamePerson(actor, personId, name),
);

export const categorise = action(categoriseSchema, (actor, { personId, category }) =>
  categorisePerson(actor, personId, category),
);
