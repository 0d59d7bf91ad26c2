import { z } from "zod";
import { refusal } from "#lib/errors.ts";
import { personCategories } from "#lib/identity/category.ts";
import { type AlertPlan, type AlertRule, type Because, hows } from "./types.ts";

const minute = z.number().int().min(0).max(1439);

const hoursSchema = z
  .object({ from: minute, until: minute })
  .refine(({ from, until }) => from !== until, refusal("sameTimes"))
  .nullable();

const whomSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), personId: z.uuid() }),
  z.object({ kind: z.literal("category"), category: z.enum(personCategories) }),
  z.object({ kind: z.literal("anybody") }),
  z.object({ kind: z.literal("nobody") }),
]);

const ruleSchema: z.ZodType<AlertRule, AlertRule> = z.object({
  ruleId: z.uuid(),
  whom: whomSchema,
  cameraIds: z.array(z.uuid()).max(100),
  weekdays: z.array(z.number().int().min(1).max(7)).max(7),
  hours: hoursSchema,
  how: z.enum(hows),
  cooldownMinutes: z.number().int().min(0).max(1440),
});

export const planSchema: z.ZodType<AlertPlan, AlertPlan> = z.object({
  rules: z.array(ruleSchema).max(50, refusal("tooManyRules")),
  quietHours: hoursSchema,
  digestAt: minute,
});

export const earlierPlansSchema = z.array(
  z.object({ plan: planSchema, changedAt: z.iso.datetime() }),
);

export const trySchema = z.object({ plan: planSchema });

export const savePlanSchema = z.object({ plan: planSchema, revision: z.number().int().min(0) });

const targetSchema = z.union([
  z.strictObject({ personId: z.uuid() }),
  z.strictObject({ cameraId: z.uuid() }),
  z.strictObject({ all: z.literal(true) }),
]);

const until = { until: z.coerce.date<string | Date>() };

/** Whom or what, and until when. */
export const snoozeSchema = z.union([
  z.strictObject({ personId: z.uuid(), ...until }),
  z.strictObject({ cameraId: z.uuid(), ...until }),
  z.strictObject({ all: z.literal(true), ...until }),
]);

export type SnoozeInput = z.output<typeof snoozeSchema>;

export const endSnoozeSchema = z.object({ snoozeId: z.uuid() });

/** As it is stored with a decision. */
export const becauseSchema: z.ZodType<Because> = z.union([
  z.object({ rule: ruleSchema }),
  z.object({ snooze: z.object({ target: targetSchema, until: z.string() }) }),
  z.object({ quietHours: hoursSchema.unwrap() }),
]);
