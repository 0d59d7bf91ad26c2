import { strangerScore, strangerVisits, type WeighedFace } from "./weighed-face.ts";

/** Counts of likeness in steps of `STEP`, the first from `LOWEST`; what lies outside is in the end ones. */
export type Distribution = { readonly members: number[]; readonly strangers: number[] };

export const LOWEST_LIKENESS = -0.2;
export const HIGHEST_LIKENESS = 1;
export const LIKENESS_STEP = 0.025;

const STEPS = Math.round((HIGHEST_LIKENESS - LOWEST_LIKENESS) / LIKENESS_STEP);

/** Members' held-out faces that are confirmed, by their likeness to themselves, strangers' visits by that to their nearest. */
export function distributionOf(faces: readonly WeighedFace[]): Distribution {
  const own = faces.flatMap(({ isMember, isConfirmed, personId, likeness }) =>
    isMember && isConfirmed ? (likeness.get(personId) ?? []) : [],
  );
  const nearest = strangerVisits(faces).map((visit) => strangerScore(visit, 0).similarity);
  return { members: countSteps(own), strangers: countSteps(nearest) };
}

function countSteps(values: readonly number[]): number[] {
  const counts = new Array<number>(STEPS).fill(0);
  for (const value of values) {
    const step = Math.floor((value - LOWEST_LIKENESS) / LIKENESS_STEP);
    const kept = Math.min(STEPS - 1, Math.max(0, step));
    counts[kept] = (counts[kept] ?? 0) + 1;
  }
  return counts;
}
