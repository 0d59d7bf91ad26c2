import { describe, expect, it } from "vitest";
import { findZones } from "./zone-search.ts";

const zones = [
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Tokyo",
  "Europe/Berlin",
  "Europe/York",
];

describe("searching a zone", () => {
  it.each([
    ["ber", ["Europe/Berlin"]],
    ["new york", ["America/New_York"]],
    ["São Paulo", ["America/Sao_Paulo"]],
    ["york", ["Europe/York", "America/New_York"]],
    ["utc", ["UTC"]],
    ["atlantis", []],
  ])("%s finds %j", (sought, found) => {
    expect(findZones(sought, zones)).toEqual(found);
  });

  it("offers eight at most", () => {
    const many = Array.from({ length: 20 }, (_, place) => `Europe/Town_${place}`);
    expect(findZones("town", many)).toHaveLength(8);
  });
});
