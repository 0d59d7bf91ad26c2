import type { useTranslations } from "next-intl";

const browsers = [
  ["Edge", /Edg(?:e|A|iOS)?\//],
  ["Opera", /OPR\//],
  ["Samsung Internet", /SamsungBrowser\//],
  ["Firefox", /(?:Firefox|FxiOS)\//],
  ["Chrome", /(?:Chrome|CriOS|Chromium)\//],
  ["Safari", /Safari\//],
] as const;

const systems = [
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Android", /Android/],
  ["Windows", /Windows/],
  ["ChromeOS", /CrOS/],
  ["Mac", /Mac OS X|Macintosh/],
  ["Linux", /Linux/],
] as const;

const firstMatch = (table: readonly (readonly [string, RegExp])[], text: string) =>
  table.find(([, pattern]) => pattern.test(text))?.[0];

type Translator = ReturnType<typeof useTranslations<"devices">>;

/** "Chrome on Android" from a browser's user agent. The order of the tables matters: most pretend. */
export function deviceWords(userAgent: string, t: Translator): string {
  const browser = firstMatch(browsers, userAgent) ?? t("aBrowser");
  const system = firstMatch(systems, userAgent);
  return system ? t("browserOn", { browser, system }) : browser;
}
