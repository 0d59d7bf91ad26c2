"use server";
import { action } from "#app/_server/action.ts";
import { endSnooze, savePlan, snooze } from "#lib/alerts/commands.ts";
import { endSnoozeSchema, savePlanSchema, snoozeSchema, trySchema } from "#lib/alerts/schema.ts";
import { tryPlanOf } from "#lib/alerts/trial/queries.ts";

export const tryPlan = action(trySchema, (actor, { plan }) => tryPlanOf(actor, plan, new Date()));

export const save = action(savePlanSchema, (actor, change) => savePlan(actor, change, new Date()));

export const startSnooze = action(snoozeSchema, (actor, input) => snooze(actor, input, new Date()));

export const stopSnooze = action(endSnoozeSchema, (actor, { snoozeId }) =>
  endSnooze(actor, snoozeId),
);
