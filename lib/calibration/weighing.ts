import type { GalleryFace } from "#lib/faces/gallery/types.ts";
import { type EnrolledPerson, enrol } from "#lib/faces/identification/enrolment.ts";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import type { WeighedFace } from "./weighed-face.ts";

/** A stored face as calibration reads it. */
export type StoredFace = GalleryFace & {
  readonly visitId: string;
  /** Its person has a name. */
  readonly isMember: boolean;
  readonly isChild: boolean;
  /** Templates are made of it: it was confirmed, named with certainty, or is the first of somebody. */
  readonly isCounted: boolean;
  /** Members of whom the household has said that it is not them. */
  readonly rejectedFor: readonly string[];
};

/** Somebody with a name. */
export type Member = {
  readonly personId: string;
  readonly isChild: boolean;
  /** In the order that they were read in. */
  readonly faces: readonly StoredFace[];
  /** Faces that the household has said are not theirs. */
  readonly rejected: readonly UnitVector[];
};

/** Faces of one angle and lighting that make a template, the best: more tell nothing more. */
const FACES_EACH = 16;

/** Visits of one member that are held out in turn, the latest. */
const HELD_OUT_VISITS = 60;

/** Everybody with a name among the faces. */
export function membersOf(faces: readonly StoredFace[]): Member[] {
  const named = faces.filter(({ isMember }) => isMember);
  return [...Map.groupBy(named, ({ personId }) => personId)].map(([personId, own]) => ({
    personId,
    isChild: own.some(({ isChild }) => isChild),
    faces: own,
    rejected: faces.flatMap(({ rejectedFor, vector }) =>
      rejectedFor.includes(personId) ? [vector] : [],
    ),
  }));
}

/** Enrols a member as recognition does, without the faces of one visit where it is given. */
export function enrolMember(member: Member, exceptVisitId?: string): EnrolledPerson {
  const usable = member.faces.filter(
    ({ visitId, isCounted }) => isCounted && visitId !== exceptVisitId,
  );
  const groups = Map.groupBy(usable, ({ angle, lighting }) => `${angle} ${lighting}`);
  const faces = [...groups.values()].flatMap((group) =>
    group.toSorted((a, b) => b.quality - a.quality).slice(0, FACES_EACH),
  );
  return enrol({ ...member, faces });
}

/** A stranger's face, compared with everybody. */
export const weighStranger = (face: StoredFace, enrolled: readonly EnrolledPerson[]): WeighedFace =>
  weigh(face, enrolled);

/**
 * A member's faces of the latest visits, each compared with the others' templates, and with those that
 * the member has without the visit.
 *
 * @param member its faces, latest visit first
 * @param enrolled everybody
 */
export function weighMember(member: Member, enrolled: readonly EnrolledPerson[]): WeighedFace[] {
  const others = enrolled.filter(({ personId }) => personId !== member.personId);
  const visits = [...Map.groupBy(member.faces, ({ visitId }) => visitId)];
  return visits.slice(0, HELD_OUT_VISITS).flatMap(([visitId, faces]) => {
    const own = enrolMember(member, visitId);
    const people = own.faces.length > 0 ? [...others, own] : others;
    return faces.map((face) => weigh(face, people));
  });
}

function weigh(face: StoredFace, people: readonly EnrolledPerson[]): WeighedFace {
  const { faceId, personId, visitId, isMember, lighting, vector, rejectedFor } = face;
  const likeness = people.map((person) => [person.personId, likenessTo(person, vector)] as const);
  return {
    ...{ faceId, personId, visitId, lighting, vector, isMember, people },
    likeness: new Map(likeness),
    rejectedFor: new Set(rejectedFor),
  };
}

/** Fused cosine to the nearest template, as `identify` takes it. */
const likenessTo = ({ templates }: EnrolledPerson, vector: UnitVector): number =>
  Math.max(-1, ...templates.map((template) => cosineSimilarity(template.vector, vector)));
