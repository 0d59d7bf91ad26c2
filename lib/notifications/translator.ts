import { createTranslator } from "use-intl/core";
import { catalogue } from "#messages/catalogue.ts";
import { DEFAULT_LOCALE, isLocale, type Locale } from "#messages/locale.ts";

/** An account's language; English for one that Kith does not speak. */
export const localeOf = (accountLocale: string): Locale =>
  isLocale(accountLocale) ? accountLocale : DEFAULT_LOCALE;

/** What notifications and e-mails say, in a member's language. */
export function pushTranslator(accountLocale: string) {
  const locale = localeOf(accountLocale);
  return createTranslator({ locale, messages: catalogue[locale], namespace: "push" });
}

export type PushTranslator = ReturnType<typeof pushTranslator>;
