import { de } from "./de.ts";
import { en, type Messages } from "./en.ts";
import { es } from "./es.ts";
import type { Locale } from "./locale.ts";

/** All that Kith says, by language. */
export const catalogue: Readonly<Record<Locale, Messages>> = { en, de, es };
