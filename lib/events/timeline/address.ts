import type { TimelineAddress, TimelineRange } from "./types.ts";

/** What can be lifted from an address, each by itself. */
export const addressParts = [
  "day",
  "person",
  "category",
  "camera",
  "outcome",
  "hours",
  "q",
] as const;

export type AddressPart = (typeof addressParts)[number];

const keysOf = (part: AddressPart): readonly (keyof TimelineAddress)[] => {
  if (part === "day") return ["day", "before"];
  return part === "hours" ? ["from", "until"] : [part];
};

/** The parts that an address has. */
export const partsOf = (address: TimelineAddress): AddressPart[] =>
  addressParts.filter((part) => keysOf(part).some((key) => address[key] !== undefined));

/** The address with everything else of it. */
export const without = (address: TimelineAddress, part: AddressPart): TimelineAddress => ({
  ...address,
  ...Object.fromEntries(keysOf(part).map((key) => [key, undefined])),
});

/** The address as a query, "?camera=…&q=…"; empty where it asks nothing. */
export function queryOf(address: TimelineAddress & Partial<TimelineRange>): string {
  const said = Object.entries(address).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return said.length === 0 ? "" : `?${new URLSearchParams(said)}`;
}
