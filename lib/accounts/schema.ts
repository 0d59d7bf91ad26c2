import { z } from "zod";
import { LOCALES } from "#messages/locale.ts";

export const localeSchema = z.object({ locale: z.enum(LOCALES) });
