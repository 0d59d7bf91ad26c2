import { z } from "zod";

/** Most people that stay visible. A visit shows a handful. */
const MAX_CHOSEN = 40;

export const startBundleSchema = z.object({
  visitId: z.uuid(),
  personIds: z.array(z.uuid()).max(MAX_CHOSEN),
  withSound: z.boolean(),
});
