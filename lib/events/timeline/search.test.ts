import { expect, it } from "vitest";
import { says, wordsOf } from "./search.ts";

it.each([
  ["José Álvarez", "jose", true],
  ["José Álvarez", "ALV", true],
  ["Johanna", "anna", false],
  ["Front-door", "door", true],
  ["Größe", "große", true],
  ["", "a", false],
])("%j says %j: %s", (text, sought, found) => {
  const [word = ""] = wordsOf(sought);
  expect(says(text, word)).toBe(found);
});

it("takes a text apart at all that is no letter and no digit", () => {
  expect(wordsOf(" Anna,  front-door 2! ")).toEqual(["anna", "front", "door", "2"]);
});
