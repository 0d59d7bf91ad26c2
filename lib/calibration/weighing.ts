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
  readonly denied: readonly StoredFace[];
};

/** A member with templates. */
type EnrolledMember = EnrolledPerson & Pick<Member, "denied">;

/** Visits of one member that are held out in turn, the latest; those first that the self-test can use. */
const HELD_OUT_VISITS = 60;

/** Everybody with a name among the faces. */
export function membersOf(faces: readonly StoredFace[]): Member[] {
  const named = faces.filter(({ isMember }) => isMember);
  return [...Map.groupBy(named, ({ personId }) => personId)].map(([personId, own]) => ({
    personId,
    isChild: own.some(({ isChild }) => isChild),
    faces: own,
    denied: faces.filter(({ rejectedFor }) => rejectedFor.includes(personId)),
  }));
}

/** Strangers' faces that are compared in one go. */
const STRANGERS_AT_ONCE = 500;

/** Compares all of a household's faces with its people, part by part: of one member, or some strangers'. */
export function* weighHousehold(
  faces: readonly StoredFace[],
): Generator<{ count: number; weighed: readonly WeighedFace[] }> {
  const members = membersOf(faces);
  const enrolled = members.map((member) => enrolMember(member));
  for (const member of members)
    yield { count: member.faces.length, weighed: weighMember(member, enrolled) };
  const strangers = faces.filter(({ isMember }) => !isMember);
  for (let from = 0; from < strangers.length; from += STRANGERS_AT_ONCE) {
    const some = strangers.slice(from, from + STRANGERS_AT_ONCE);
    yield { count: some.length, weighed: some.map((face) => weigh(face, enrolled)) };
  }
}

/** Enrols a member as recognition does, without the faces of one visit where it is given. */
export function enrolMember(member: Member, exceptVisitId?: string): EnrolledMember {
  const { personId, isChild, denied } = member;
  const faces = member.faces.filter(
    ({ visitId, isCounted }) => isCounted && visitId !== exceptVisitId,
  );
  return { ...enrol({ personId, isChild, faces, rejected: vectorsOf(denied) }), denied };
}

const vectorsOf = (faces: readonly StoredFace[]): UnitVector[] => faces.map(({ vector }) => vector);

/**
 * A member's faces of the latest visits, each compared with the others' templates, and with those that
 * the member has without the visit.
 *
 * @param member its faces, latest visit first
 * @param enrolled everybody
 */
function weighMember(member: Member, enrolled: readonly EnrolledMember[]): WeighedFace[] {
  const others = enrolled.filter(({ personId }) => personId !== member.personId);
  const isTestable = (faces: readonly StoredFace[]) => faces.some(({ isConfirmed }) => isConfirmed);
  const visits = [...Map.groupBy(member.faces, ({ visitId }) => visitId)].toSorted(
    ([, a], [, b]) => Number(isTestable(b)) - Number(isTestable(a)),
  );
  return visits.slice(0, HELD_OUT_VISITS).flatMap(([visitId, faces]) => {
    const own = enrolMember(member, visitId);
    const people = own.faces.length > 0 ? [...others, own] : others;
    return faces.map((face) => weigh(face, people));
  });
}

/** A face, compared with everybody. */
function weigh(face: StoredFace, members: readonly EnrolledMember[]): WeighedFace {
  const { faceId, personId, visitId, isMember, isConfirmed, lighting, vector, rejectedFor } = face;
  const people = members.map((member) => beforeDenials(member, face));
  const likeness = people.map((person) => [person.personId, likenessTo(person, vector)] as const);
  return {
    ...{ faceId, personId, visitId, lighting, vector, isMember, isConfirmed, people },
    likeness: new Map(likeness),
    rejectedFor: new Set(rejectedFor),
  };
}

/**
 * The member as known before this face came: what was said of it and its visit, and of a stranger
 * altogether, would answer the very question that is tested.
 */
function beforeDenials(member: EnrolledMember, probe: StoredFace): EnrolledPerson {
  const others = member.denied.filter(
    ({ visitId, personId }) =>
      visitId !== probe.visitId && (probe.isMember || personId !== probe.personId),
  );
  return others.length < member.denied.length ? { ...member, rejected: vectorsOf(others) } : member;
}

/** Fused cosine to the nearest template, as `identify` takes it. */
const likenessTo = ({ templates }: EnrolledPerson, vector: UnitVector): number =>
  Math.max(-1, ...templates.map((template) => cosineSimilarity(template.vector, vector)));
