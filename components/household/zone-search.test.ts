import { describe, expect, it } from "vitest";
import { CITY_NAMES } from "#lib/households/zone/city-names.ts";
import { findZones } from "./zone-search.ts";

const zones = [
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Tokyo",
  "Asia/Calcutta",
  "Europe/Berlin",
  "Europe/Kyiv",
  "Europe/Rome",
  "Europe/Vienna",
  "Europe/York",
];

describe("searching a zone", () => {
  it.each([
    ["ber", ["Europe/Berlin"]],
    ["new york", ["America/New_York"]],
    ["São Paulo", ["America/Sao_Paulo"]],
    ["york", ["Europe/York", "America/New_York"]],
    ["utc", ["UTC"]],
    // As they are called in German and in Spanish, and in other lists of zones.
    ["Wien", ["Europe/Vienna"]],
    ["nueva york", ["America/New_York"]],
    ["rom", ["Europe/Rome"]],
    ["Kolkata", ["Asia/Calcutta"]],
    ["Kiew", ["Europe/Kyiv"]],
    ["kiev", ["Europe/Kyiv"]],
    ["atlantis", []],
  ])("%s finds %j", (sought, found) => {
    expect(findZones(sought, zones)).toEqual(found);
  });

  it.each(CITY_NAMES)("finds a zone by each name of %s", (...names) => {
    const zones = Intl.supportedValuesOf("timeZone");
    const [found, ...others] = names.map((name) => findZones(name, zones));
    expect(found).not.toEqual([]);
    for (const each of others) expect(each).toEqual(expect.arrayContaining(found ?? []));
  });

  it("offers eight at most", () => {
    const many = Array.from({ length: 20 }, (_, place) => `Europe/Town_${place}`);
    expect(findZones("town", many)).toHaveLength(8);
  });
});
