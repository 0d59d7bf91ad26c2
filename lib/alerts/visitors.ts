import type { PersonCategory } from "#lib/identity/act.ts";
import type { Visitor } from "./sightings.ts";

type KnownPerson = {
  id: string;
  name: string | null;
  category: PersonCategory;
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

/** Everybody whom faces of one visit show, once each; the last face of somebody says who they probably are. */
export function visitorsIn(faces: readonly VisitFace[]): Omit<Visitor, "seenBefore">[] {
  const facesByPerson = Map.groupBy(faces, ({ person }) => person.id);
  return [...facesByPerson.values()].map((own) => {
    const { person, suggestedPerson } = own.at(-1) as VisitFace;
    return {
      personId: person.id,
      name: person.name,
      category: person.category,
      probably: probablyOf(suggestedPerson),
      cameraIds: [...new Set(own.map(({ event }) => event.cameraId))],
    };
  });
}

function probablyOf(suggested: KnownPerson | null): Visitor["probably"] {
  if (!suggested?.name || suggested.isHidden || suggested.forgottenAt) return null;
  const { id: personId, name, category, isChild } = suggested;
  return { personId, name, category, isChild };
}
