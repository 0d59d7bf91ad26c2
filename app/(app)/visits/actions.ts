"use server";
import { action } from "#app/_server/action.ts";
import { startBundle } from "#lib/bundles/commands.ts";
import { startBundleSchema } from "#lib/bundles/schema.ts";

export const share = action(startBundleSchema, (actor, order) =>
  startBundle(actor, order, new Date()),
);
