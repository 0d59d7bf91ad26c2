import { expect, it } from "vitest";
import { byOrder, orderOf, type PeopleOrder } from "./order.ts";

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const seen = (name: string | null, first: number, last: number, visitCount: number) => ({
  ...{ name, firstSeenAt: at(first), lastSeenAt: at(last), visitCount },
});

const people = [
  seen("Zoe", 1, 20, 5),
  seen("Ärne", 2, 10, 40),
  { name: "Bert", firstSeenAt: null, lastSeenAt: null, visitCount: 0 },
  seen(null, 9, 9, 1),
  seen(null, 3, 30, 5),
];

it.each<[PeopleOrder, (string | null)[]]>([
  ["last", [null, "Zoe", "Ärne", null, "Bert"]],
  ["first", [null, null, "Ärne", "Zoe", "Bert"]],
  ["name", ["Ärne", "Bert", "Zoe", null, null]],
  ["visits", ["Ärne", null, "Zoe", null, "Bert"]],
])("puts people in order: %s", (order, names) => {
  expect(people.toSorted(byOrder(order, "de")).map(({ name }) => name)).toEqual(names);
});

it("takes an order from an address, and the usual one where it says none", () => {
  expect(orderOf("name")).toBe("name");
  expect(orderOf("by height")).toBe("last");
  expect(orderOf(undefined)).toBe("last");
});
