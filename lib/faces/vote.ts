import { cosineSimilarity } from "./similarity.ts";
import type { UnitVector } from "./types.ts";

/**
 * Fused cosine from which two shots agree on whom they show.
 * Source: one person's shots within a clip score 0.83 against each other, strangers under 0.35.
 */
const AGREEMENT_SIMILARITY = 0.35;

/** A shot's voice in its track. */
export type Vote = {
  readonly vector: UnitVector;
  /** Greater than 0: the shot's quality. */
  readonly weight: number;
};

/** What the shots of a track agree on. */
export type Agreement = {
  /** Indices of the shots that show the person whom the most weight speaks for, in their order. */
  readonly shots: readonly number[];
  /** As much weight speaks against that person as for: the track may name nobody. */
  readonly isTie: boolean;
};

/**
 * Which shots of a track show the same person. A track that has slipped onto somebody else holds two;
 * the one with more weight wins, and the other's shots are left out.
 */
export function findAgreement(votes: readonly Vote[]): Agreement {
  const total = weightOf(votes);
  let best: Agreement = { shots: [], isTie: false };
  let most = 0;
  for (const { vector } of votes) {
    const agrees = (vote: Vote) => cosineSimilarity(vector, vote.vector) >= AGREEMENT_SIMILARITY;
    const weight = weightOf(votes.filter(agrees));
    if (weight <= most) continue;
    const shots = votes.flatMap((vote, index) => (agrees(vote) ? [index] : []));
    best = { shots, isTie: weight <= total - weight };
    most = weight;
  }
  return best;
}

const weightOf = (votes: readonly Vote[]) => votes.reduce((sum, { weight }) => sum + weight, 0);
