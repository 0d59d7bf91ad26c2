import { folded, isCalled } from "#lib/names/search.ts";
import type { NamedPerson } from "#lib/review/types.ts";

/** Somebody known, or with null somebody new: with the name that was written, or with none. */
export type Choice =
  | NamedPerson
  | { readonly personId: null; readonly name: string | null; readonly cropUrl: null };

const MAX_KNOWN = 8;
const NEW = { personId: null, cropUrl: null } as const;

/**
 * Who is offered for what is written: those whose name begins so first. Whoever is called exactly so is
 * not offered as somebody new as well.
 */
export function choicesFor(
  people: readonly NamedPerson[],
  written: string,
  allowsNameless: boolean,
): Choice[] {
  const sought = written.trim();
  const wanted = folded(sought);
  const known = people
    .filter((person) => isCalled(person, sought))
    .toSorted((a, b) => Number(begins(b, wanted)) - Number(begins(a, wanted)))
    .slice(0, MAX_KNOWN);
  const isTaken = known.some(({ name }) => folded(name) === wanted);
  if (sought) return isTaken ? known : [...known, { ...NEW, name: sought }];
  return allowsNameless ? [...known, { ...NEW, name: null }] : known;
}

const begins = ({ name }: NamedPerson, wanted: string) => folded(name).startsWith(wanted);
