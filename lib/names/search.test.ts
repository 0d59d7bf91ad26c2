import { expect, it } from "vitest";
import { isCalled } from "./search.ts";

it.each<[name: string | null, written: string, isSo: boolean]>([
  ["José", "jose", true],
  ["Jose", "JOSÉ", true],
  ["Anna Müller", " mull ", true],
  ["Anna", "", true],
  [null, "", true],
  [null, "anna", false],
  ["Anna", "annab", false],
])("%s is found by “%s”: %s", (name, written, isSo) => {
  expect(isCalled({ name }, written)).toBe(isSo);
});
