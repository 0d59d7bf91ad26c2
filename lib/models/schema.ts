import { z } from "zod";
import { embedderSets } from "#models/manifest.ts";

/** The name of a set of embedders in `models/manifest.json`. */
export const embedderSetSchema = z.object({
  embedderSet: z.enum(embedderSets().map(({ name }): string => name)),
});
