import { z } from "zod";
import { isTimeZone } from "#lib/accounts/schema.ts";
import { refusal } from "#lib/errors.ts";

export const timeZoneSchema = z.object({
  timeZone: z.string().max(64).refine(isTimeZone, refusal("noSuchZone")),
});
