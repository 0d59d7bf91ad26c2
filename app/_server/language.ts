import { cookies, headers } from "next/headers";
import { type Clock, clockOfBrowser } from "#messages/clock.ts";
import { isLocale, type Locale, localeOfBrowser } from "#messages/locale.ts";

/** The language that was last chosen in this browser, for whoever is not signed in. */
const COOKIE = "kith-language";
const YEAR_S = 365 * 24 * 3600;

/** The language for somebody whose account is not known: last chosen here, or the browser's own. */
export async function visitorsLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(COOKIE)?.value ?? "";
  return isLocale(chosen) ? chosen : localeOfBrowser((await headers()).get("accept-language"));
}

/** The clock for somebody whose account is not known: that of the browser's country. */
export const visitorsClock = async (): Promise<Clock> =>
  clockOfBrowser((await headers()).get("accept-language"));

/** Keeps the language in this browser, beyond the sign-out. For server actions. */
export async function keepLocale(locale: Locale): Promise<void> {
  (await cookies()).set(COOKIE, locale, { maxAge: YEAR_S, sameSite: "lax", httpOnly: true });
}
