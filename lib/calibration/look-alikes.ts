import type {
  IdentificationThresholds,
  PersonThresholds,
} from "#lib/faces/identification/thresholds.ts";
import { HIGHEST_THRESHOLD } from "./stranger-threshold.ts";
import type { WeighedFace } from "./weighed-face.ts";

/** Two members of whom one's faces come near to the other's. */
export type LookAlikes = {
  readonly personIds: readonly [string, string];
  /** The highest likeness of one's face to the other, fused cosine. */
  readonly similarity: number;
};

/**
 * How far a threshold stands above what somebody else has once scored.
 * Source: the spread of one person's own frames.
 */
const CLEARANCE = 0.05;

/** A lead above which nobody is taken for the runner-up. */
const HIGHEST_MARGIN = 0.3;

/** What somebody else's face has scored as a member, and by how much it led its true person. */
type Intrusion = { personId: string; byPersonId: string; similarity: number; lead: number };

/**
 * The members who are named only from a higher threshold, or with a greater lead, than everybody: those
 * whom another member's face, or one that the household has denied, resembles. Each such face raises the
 * threshold to its likeness and a little more, and the margin likewise where it resembled the wrong
 * member most; more of them, or more alike ones, never lower either.
 */
export function personThresholds(
  faces: readonly WeighedFace[],
  general: IdentificationThresholds,
): Map<string, PersonThresholds> {
  const raised = new Map<string, PersonThresholds>();
  for (const { personId, similarity, lead } of intrusions(faces, general)) {
    const { named, margin } = raised.get(personId) ?? general;
    raised.set(personId, {
      named: Math.max(named, Math.min(similarity + CLEARANCE, HIGHEST_THRESHOLD)),
      margin: Math.max(margin, Math.min(lead + CLEARANCE, HIGHEST_MARGIN)),
    });
  }
  const isMore = ({ named, margin }: PersonThresholds) =>
    named > general.named || margin > general.margin;
  return new Map([...raised].filter(([, own]) => isMore(own)));
}

/** The pairs of members who resemble each other, most alike first. */
export function lookAlikes(
  faces: readonly WeighedFace[],
  general: IdentificationThresholds,
): LookAlikes[] {
  const members = new Set(faces.filter(({ isMember }) => isMember).map(({ personId }) => personId));
  const pairs = new Map<string, LookAlikes>();
  for (const { personId, byPersonId, similarity } of intrusions(faces, general)) {
    if (!members.has(byPersonId) || similarity + CLEARANCE <= general.named) continue;
    const personIds = [personId, byPersonId].sort() as [string, string];
    const key = personIds.join();
    const known = pairs.get(key);
    if (!known || known.similarity < similarity) pairs.set(key, { personIds, similarity });
  }
  return [...pairs.values()].toSorted((a, b) => b.similarity - a.similarity);
}

/** Faces that would be asked about or named as a member who they are not, if they led. */
function intrusions(faces: readonly WeighedFace[], { ask }: IdentificationThresholds): Intrusion[] {
  return faces.flatMap(({ personId: byPersonId, isMember, likeness, rejectedFor }) => {
    const own = isMember ? (likeness.get(byPersonId) ?? ask) : ask;
    return [...likeness].flatMap(([personId, similarity]) => {
      const isOther = isMember ? personId !== byPersonId : rejectedFor.has(personId);
      if (!isOther || similarity < ask) return [];
      return [{ personId, byPersonId, similarity, lead: isMember ? similarity - own : 0 }];
    });
  });
}
