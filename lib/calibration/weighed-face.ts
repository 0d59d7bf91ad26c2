import type { EnrolledPerson } from "#lib/faces/identification/enrolment.ts";
import type { Lighting } from "#lib/faces/shots/lighting.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import type { StrangerScore } from "./stranger-threshold.ts";

/** A stored face that calibration weighs: whose it is, and how like everybody with a name. */
export type WeighedFace = {
  readonly faceId: string;
  readonly visitId: string;
  readonly personId: string;
  readonly lighting: Lighting;
  /** Its person has a name. */
  readonly isMember: boolean;
  /** The household itself has said whose it is. */
  readonly isConfirmed: boolean;
  readonly vector: UnitVector;
  /**
   * The members that it is compared with. Its own is enrolled without the faces of the same visit, which
   * would confirm each other; where there are no others it is missing.
   */
  readonly people: readonly EnrolledPerson[];
  /** Fused cosine to each of `people`, -1..1. */
  readonly likeness: ReadonlyMap<string, number>;
  /** Members of whom the household has said that it is not them. */
  readonly rejectedFor: ReadonlySet<string>;
};

/** The faces of one stranger in one visit. */
export type StrangerVisit = { readonly personId: string; readonly faces: readonly WeighedFace[] };

/**
 * Visits of one stranger that count, those most like a member first: the postman who comes every day
 * says no more about strangers than three do.
 */
const VISITS_OF_ONE = 3;

/** Everybody without a name, visit by visit, if there are members to resemble; see `VISITS_OF_ONE`. */
export function strangerVisits(faces: readonly WeighedFace[]): StrangerVisit[] {
  const strangers = faces.filter(({ isMember, likeness }) => !isMember && likeness.size > 0);
  const byPerson = Map.groupBy(strangers, ({ personId }) => personId);
  return [...byPerson].flatMap(([personId, own]) =>
    [...Map.groupBy(own, ({ visitId }) => visitId).values()]
      .map((visit) => ({ personId, faces: visit }))
      .toSorted((a, b) => nearestMember(b.faces).similarity - nearestMember(a.faces).similarity)
      .slice(0, VISITS_OF_ONE),
  );
}

/**
 * A visit's score. Whom the household has denied counts like anybody: that a stranger came so near is
 * the surest that is known of strangers.
 *
 * @param ask from where the household is asked about a face
 */
export const strangerScore = ({ faces }: StrangerVisit, ask: number): StrangerScore => {
  const { personId, similarity } = nearestMember(faces);
  const isAnswered = faces.some(({ rejectedFor }) => rejectedFor.has(personId));
  return { similarity, isDoubtful: similarity >= ask && !isAnswered };
};

/** Whom any of the faces resembles most. */
function nearestMember(faces: readonly WeighedFace[]): { personId: string; similarity: number } {
  const all = faces.flatMap(({ likeness }) =>
    [...likeness].map(([personId, similarity]) => ({ personId, similarity })),
  );
  const first = { personId: "", similarity: -1 };
  return all.reduce((best, each) => (each.similarity > best.similarity ? each : best), first);
}
