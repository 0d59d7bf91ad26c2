import { expect, it } from "vitest";
import { choicesFor } from "./name-choices.ts";

const people = ["Anna", "Hannah", "José"].map((name) => ({
  ...{ personId: name, name, cropUrl: null },
  category: "familiar" as const,
}));
const offered = (written: string, allowsNameless = false) =>
  choicesFor(people, written, allowsNameless).map(({ personId, name }) =>
    personId ? name : `new: ${name}`,
  );

it.each([
  ["", ["Anna", "Hannah", "José"]],
  ["an", ["Anna", "Hannah", "new: an"]],
  ["nna", ["Anna", "Hannah", "new: nna"]],
  ["han", ["Hannah", "new: han"]],
  ["ANNA ", ["Anna", "Hannah"]],
  ["jose", ["José"]],
  ["Bert", ["new: Bert"]],
])("offers for %j %j", (written, names) => {
  expect(offered(written)).toEqual(names);
});

it("offers somebody new without a name only while nothing is written", () => {
  expect(offered("", true)).toEqual(["Anna", "Hannah", "José", "new: null"]);
  expect(offered("b", true)).toEqual(["new: b"]);
});
