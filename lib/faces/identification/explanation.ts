import { z } from "zod";
import type { HeldBack, Identification, Match } from "./identification.ts";

/** Fused cosine, -1..1. */
const likeness = z.number();
const match = z.object({ personId: z.string(), similarity: likeness });

/** In what order they are told of. */
const heldBack = z.enum([
  "child",
  "rejected",
  "dispute",
  "look-alike",
  "margin",
  "similarity",
] satisfies HeldBack[]);

/** Why a face was decided so, as it is kept with the face. People may have gone or been merged since. */
export const explanationSchema = z.object({
  outcome: z.enum(["named", "ask", "unknown"]),
  /** The most alike, and the most alike of all others; null where there was nobody. */
  best: match.nullable(),
  runnerUp: match.nullable(),
  /** Those in force for the best. */
  thresholds: z.object({ named: likeness, ask: likeness, margin: likeness }),
  /** What kept the best from being named. */
  heldBack: z.array(heldBack),
  /** Left out, because the household said of such a face that it is not theirs. */
  rejected: z.array(match),
});

export type Explanation = z.infer<typeof explanationSchema>;

/** What is kept of a decision. */
export function explain(identification: Identification): Explanation {
  const { outcome, why } = identification;
  const best = outcome === "unknown" ? identification.best : identification;
  const { named, ask, margin } = why.thresholds;
  return {
    outcome,
    best: best ? likenessOf(best) : null,
    runnerUp: best?.runnerUp ? likenessOf(best.runnerUp) : null,
    thresholds: { named, ask, margin },
    heldBack: [...why.heldBack],
    rejected: why.rejected.map(likenessOf),
  };
}

const likenessOf = ({ personId, similarity }: Match) => ({ personId, similarity });

/** Whom telling of it may name. */
export const peopleIn = ({ best, runnerUp, rejected }: Explanation): string[] =>
  [best, runnerUp, ...rejected].flatMap((each) => each?.personId ?? []);

/** What kept the best from being named before all else; null where nothing did. */
export const foremost = (explanation: Explanation): HeldBack | null =>
  heldBack.options.find((reason) => explanation.heldBack.includes(reason)) ?? null;
