import { type EnrolledPerson, enrol } from "#lib/faces/identification/enrolment.ts";
import { type Explanation, explain } from "#lib/faces/identification/explanation.ts";
import {
  type HeldBack,
  type Identification,
  identify,
} from "#lib/faces/identification/identification.ts";
import type { IdentificationThresholds } from "#lib/faces/identification/thresholds.ts";
import { meanVector } from "#lib/faces/similarity.ts";
import type { FacePlace } from "#lib/faces/succession.ts";
import type { UnitVector } from "#lib/faces/types.ts";

/** A stored face of which the household itself has said nothing. */
export type StoredFace = {
  readonly faceId: string;
  readonly place: FacePlace & { readonly personId: string };
  readonly vector: UnitVector;
  /** 0..1. */
  readonly quality: number;
};

/** Where a face belongs by what is known today. `similarity`: to whom it is given or asked about. */
export type Move = {
  readonly faceId: string;
  readonly from: StoredFace["place"];
  readonly to: FacePlace;
  readonly similarity: number | null;
  /** Null for a face that only followed others. */
  readonly explanation: Explanation | null;
};

/** A face that Kith itself has named as somebody whom the household has registered. */
export type NamedFace = StoredFace & {
  /** Null where other embedders decided than do now. */
  readonly namedBy: NamingLikeness | null;
};

/** By what a face was named: alone, or together with others. Fused cosines, -1..1. */
export type NamingLikeness = {
  readonly similarity: number;
  /** Whom it resembled most of all others. */
  readonly runnerUp: { readonly personId: string; readonly similarity: number } | null;
};

type Known = {
  readonly people: readonly EnrolledPerson[];
  readonly thresholds: IdentificationThresholds;
};

/**
 * Looks again at the faces of somebody whom the household has not registered, among the people whom it
 * has. Who they are together counts: their mean tells more than each alone. A face that does not
 * resemble that person by itself stays where it is.
 *
 * @returns the faces whose place changes
 */
export function lookAgainAtStranger(
  faces: readonly StoredFace[],
  { people, thresholds }: Known,
): Move[] {
  const mean = meanVector(
    faces.map(({ vector }) => vector),
    faces.map(({ quality }) => Math.max(quality, LEAST_WEIGHT)),
  );
  const together = identify(mean, people, thresholds);
  const candidates = people.filter(({ personId }) => personId === bestOf(together)?.personId);
  return faces.flatMap((face) => {
    const alone = identify(face.vector, candidates, thresholds);
    const outcome = alone.outcome === "unknown" ? "unknown" : together.outcome;
    const deciding = outcome === "unknown" ? alone : together;
    return moved(face, placeOfStranger(face, outcome, alone), alone, deciding);
  });
}

/** So that a face of no quality does not make a mean of nothing. */
const LEAST_WEIGHT = 0.01;

function placeOfStranger(
  { place }: StoredFace,
  outcome: FacePlace["match"],
  identification: Identification,
): FacePlace {
  const personId = bestOf(identification)?.personId ?? null;
  if (outcome === "named") return { personId, match: "named", suggestedPersonId: null };
  if (outcome === "ask")
    return { personId: place.personId, match: "ask", suggestedPersonId: personId };
  return {
    personId: place.personId,
    match: place.match === "ask" ? "unknown" : place.match,
    suggestedPersonId: null,
  };
}

/**
 * Looks again at a face that Kith itself has named. It moves to whom it resembles by what the household
 * has said, for wrong names bear each other out. Else it is compared with the person's other faces, and
 * stays unless it is somebody else's, nobody's, or only worth a question by now.
 *
 * @param byWord the same people by the faces that Kith has not named by itself
 */
export function lookAgainAtNamed(
  face: NamedFace,
  { people, byWord, thresholds }: Known & { readonly byWord: readonly EnrolledPerson[] },
): Move[] {
  const said = identify(face.vector, withoutItself(byWord, face), thresholds);
  if (said.outcome === "named" && said.personId !== face.place.personId) {
    const to = { personId: said.personId, match: "named", suggestedPersonId: null } as const;
    return moved(face, to, said);
  }
  const identification = identify(face.vector, withoutItself(people, face), thresholds);
  if (stillHolds(face, identification)) return [];
  const { outcome } = identification;
  const personId = bestOf(identification)?.personId ?? null;
  const to: FacePlace =
    outcome === "named"
      ? { personId, match: outcome, suggestedPersonId: null }
      : { personId: null, match: outcome, suggestedPersonId: outcome === "ask" ? personId : null };
  return moved(face, to, identification);
}

/**
 * What it was named by may still be enough where the person's other faces are others by now, or where it
 * was named together with others: as long as nobody else has come who resembles it.
 */
function stillHolds({ place, namedBy }: NamedFace, identification: Identification): boolean {
  const best = bestOf(identification);
  if (!best || best.personId !== place.personId) return false;
  const { heldBack, thresholds } = identification.why;
  const isAlike = namedBy !== null && namedBy.similarity >= thresholds.named;
  const before = namedBy?.runnerUp;
  const isAhead =
    isAlike &&
    before?.personId === best.runnerUp?.personId &&
    namedBy.similarity - (before?.similarity ?? -1) >= thresholds.margin;
  const passed: Partial<Record<HeldBack, boolean>> = {
    similarity: isAlike,
    margin: isAhead,
    "look-alike": isAhead,
  };
  return heldBack.every((reason) => passed[reason]);
}

/** A face must not confirm itself; whoever has no other keeps it. */
function withoutItself(
  people: readonly EnrolledPerson[],
  { faceId, place }: StoredFace,
): EnrolledPerson[] {
  return people.map((person) => {
    if (person.personId !== place.personId) return person;
    const others = person.faces.filter((face) => face.faceId !== faceId);
    const isSame = others.length === 0 || others.length === person.faces.length;
    return isSame ? person : enrol({ ...person, faces: others });
  });
}

const bestOf = (identification: Identification) =>
  identification.outcome === "unknown" ? undefined : identification;

/** @param deciding what was decided by, where it is not the face's own identification */
function moved(
  face: StoredFace,
  to: FacePlace,
  identification: Identification,
  deciding = identification,
): Move[] {
  const { faceId, place: from } = face;
  const isSame =
    from.personId === to.personId &&
    from.match === to.match &&
    from.suggestedPersonId === to.suggestedPersonId;
  const similarity = bestOf(identification)?.similarity ?? null;
  return isSame ? [] : [{ faceId, from, to, similarity, explanation: explain(deciding) }];
}
