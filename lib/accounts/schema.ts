import { z } from "zod";
import { refusal } from "#lib/errors.ts";
import { CLOCKS } from "#messages/clock.ts";
import { LOCALES } from "#messages/locale.ts";

export const localeSchema = z.object({ locale: z.enum(LOCALES) });

export const clockSchema = z.object({ clock: z.enum(CLOCKS) });

function isZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone }));
  } catch {
    return false;
  }
}

/** The owner of a new installation, and what their household is called. */
export const firstAccountSchema = z.object({
  displayName: z.string().trim().min(1, refusal("nameMissing")).max(60, refusal("nameTooLong")),
  householdName: z.string().trim().min(1, refusal("nameMissing")).max(60, refusal("nameTooLong")),
  email: z.email(refusal("emailUnreadable")).max(254, refusal("emailUnreadable")),
  password: z.string().min(10, refusal("passwordTooShort")).max(256, refusal("tooLong")),
  /** The browser's. */
  timeZone: z.string().transform((timeZone) => (isZone(timeZone) ? timeZone : "UTC")),
});

export type FirstAccount = z.infer<typeof firstAccountSchema>;
