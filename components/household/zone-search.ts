import { CITY_NAMES } from "#lib/households/zone/city-names.ts";

/** How many are offered at once: whoever does not find theirs writes another letter. */
const MOST = 8;

/** "America/New York" for people to read. */
export const zoneWords = (zone: string): string => zone.replaceAll("_", " ");

/** The zones that begin as is sought, in any part of their names, before those that only have it in them. */
export function findZones(sought: string, zones: readonly string[]): string[] {
  const wanted = plain(sought.trim());
  const having = ["UTC", ...zones.filter((zone) => zone !== "UTC")].filter((zone) =>
    namesOf(zone).some((name) => name.includes(wanted)),
  );
  const begins = (zone: string) =>
    namesOf(zone)
      .flatMap((name) => name.split("/"))
      .some((part) => part.startsWith(wanted));
  return [...having.filter(begins), ...having.filter((zone) => !begins(zone))].slice(0, MOST);
}

/** "america/new york" and what else its city is called. */
function namesOf(zone: string): string[] {
  const name = plain(zone);
  return [name, ...(namesByCity.get(name.slice(name.lastIndexOf("/") + 1)) ?? [])];
}

/** Without what nobody writes the same way: "são paulo" finds "America/Sao_Paulo". */
const plain = (text: string): string =>
  zoneWords(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const namesByCity = new Map(
  CITY_NAMES.map((names) => names.map(plain)).flatMap((names) =>
    names.map((city) => [city, names] as const),
  ),
);
