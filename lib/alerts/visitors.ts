import type { PersonCategory } from "#lib/identity/act.ts";
import type { Visitor } from "./sightings.ts";

type KnownPerson = {
  id: string;
  name: string | null;
  category: PersonCategory;
  categoryUntil: Date | null;
  endedCategory: PersonCategory | null;
  isChild: boolean;
  isHidden: boolean;
  forgottenAt: Date | null;
};

/** A face of a visit with whose it is, and whose it probably is. */
export type VisitFace = {
  event: { cameraId: string };
  person: KnownPerson;
  suggestedPerson: KnownPerson | null;
};

/**
 * Everybody whom faces of one visit show, once each, as they were at that time; the last face of somebody
 * says who they probably are.
 */
export function visitorsIn(faces: readonly VisitFace[], at: Date): Omit<Visitor, "seenBefore">[] {
  const facesByPerson = Map.groupBy(faces, ({ person }) => person.id);
  return [...facesByPerson.values()].map((own) => {
    const { person, suggestedPerson } = own.at(-1) as VisitFace;
    return {
      personId: person.id,
      name: person.name,
      category: categoryAt(person, at),
      probably: probablyOf(suggestedPerson, at),
      cameraIds: [...new Set(own.map(({ event }) => event.cameraId))],
    };
  });
}

function probablyOf(suggested: KnownPerson | null, at: Date): Visitor["probably"] {
  if (!suggested?.name || suggested.isHidden || suggested.forgottenAt) return null;
  const { id: personId, name, isChild } = suggested;
  return { personId, name, category: categoryAt(suggested, at), isChild };
}

/** A category counts up to its end, whenever it is asked about: see [Note: When a category ends]. */
export function categoryAt(
  person: Pick<KnownPerson, "category" | "categoryUntil" | "endedCategory">,
  at: Date,
): PersonCategory {
  const { category, categoryUntil, endedCategory } = person;
  if (categoryUntil && at >= categoryUntil) return "unknown";
  return endedCategory ?? category;
}
