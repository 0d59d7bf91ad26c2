import { cookies, headers } from "next/headers";
import { type Clock, clockOfBrowser } from "#messages/clock.ts";
import { LOCALE_COOKIE, type Locale, localeOfVisitor } from "#messages/locale.ts";

const YEAR_S = 365 * 24 * 3600;

/** The language for somebody whose account is not known. */
export const visitorsLocale = async (): Promise<Locale> =>
  localeOfVisitor(
    (await cookies()).get(LOCALE_COOKIE)?.value,
    (await headers()).get("accept-language"),
  );

/** The clock for somebody whose account is not known: that of the browser's country. */
export const visitorsClock = async (): Promise<Clock> =>
  clockOfBrowser((await headers()).get("accept-language"));

/** Keeps the language in this browser, beyond the sign-out. For server actions. */
export async function keepLocale(locale: Locale): Promise<void> {
  (await cookies()).set(LOCALE_COOKIE, locale, { maxAge: YEAR_S, sameSite: "lax", httpOnly: true });
}
