/** The languages that Kith speaks, as BCP 47 tags. */
export const LOCALES = ["en", "de", "es"] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = "en";

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
  en: "English",
  de: "Deutsch",
  es: "Español",
};

export const isLocale = (text: string): text is Locale =>
  (LOCALES as readonly string[]).includes(text);

/** The BCP 47 tag by which dates, numbers and lists are written; English as in Europe, with 24 hours. */
export const formatTag = (locale: Locale): string => (locale === "en" ? "en-GB" : locale);

/** The first language of a browser's `Accept-Language` that Kith speaks; regions are not told apart. */
export function localeOfBrowser(acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? "").split(",").map((wish) => {
    const [tag = "", ...parameters] = wish.split(";").map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith("q="));
    return { language: tag.split("-")[0]?.toLowerCase() ?? "", weight: weightOf(quality) };
  });
  const known = wishes
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ language, weight }) => (weight > 0 && isLocale(language) ? [language] : []));
  return known[0] ?? DEFAULT_LOCALE;
}

/** The cookie with the language that was last chosen in a browser. */
export const LOCALE_COOKIE = "kith-language";

/** The language for somebody whose account is not known: last chosen in this browser, or the browser's own. */
export const localeOfVisitor = (
  chosen: string | undefined,
  acceptLanguage: string | null,
): Locale => (chosen && isLocale(chosen) ? chosen : localeOfBrowser(acceptLanguage));

function weightOf(quality: string | undefined): number {
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return Number.isFinite(weight) ? weight : 0;
}
