import { expect, it } from "vitest";
import { localeOfBrowser } from "./locale.ts";

it.each([
  ["de-AT,de;q=0.9,en;q=0.8", "de"],
  ["fr, es;q=0.5, en;q=0.4", "es"],
  ["en;q=0.2, es;q=0.9", "es"],
  ["es;q=0, fr", "en"],
  ["de;q=many, en", "en"],
  ["*", "en"],
  ["", "en"],
  [null, "en"],
])("a browser that asks for %j reads %s", (header, locale) => {
  expect(localeOfBrowser(header)).toBe(locale);
});
