import { z } from "zod";
import { refusal } from "#lib/errors.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import { CLOCKS } from "#messages/clock.ts";
import { LOCALES } from "#messages/locale.ts";

export const localeSchema = z.object({ locale: z.enum(LOCALES) });

export const clockSchema = z.object({ clock: z.enum(CLOCKS) });

export const reviewKeysSchema = z.object({ areOn: z.boolean() });

/** Whether that is a zone of the IANA database that is known here. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone }));
  } catch {
    return false;
  }
}

/** Somebody who is to sign in from now on. */
export const newAccountSchema = z.object({
  displayName: z
    .string()
    .trim()
    .min(1, refusal("nameMissing"))
    .max(MAX_NAME_LENGTH, refusal("nameTooLong")),
  email: z.email(refusal("emailUnreadable")).max(254, refusal("emailUnreadable")),
  password: z.string().min(10, refusal("passwordTooShort")).max(256, refusal("tooLong")),
});

/** The owner of a new installation, and what their household is called. */
export const firstAccountSchema = newAccountSchema.extend({
  householdName: z
    .string()
    .trim()
    .min(1, refusal("nameMissing"))
    .max(MAX_NAME_LENGTH, refusal("nameTooLong")),
  /** The browser's. */
  timeZone: z.string().transform((timeZone) => (isTimeZone(timeZone) ? timeZone : "UTC")),
});

export type FirstAccount = z.infer<typeof firstAccountSchema>;
