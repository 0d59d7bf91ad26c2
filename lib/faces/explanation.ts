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

/** Whom the sentence may name. */
export const peopleIn = ({ best, runnerUp, rejected }: Explanation): string[] =>
  [best, runnerUp, ...rejected].flatMap((each) => each?.personId ?? []);

/**
 * The decision in a sentence or two.
 *
 * @param nameOf null for somebody without a name, or who has gone
 */
export function whySentence(
  explanation: Explanation,
  nameOf: (personId: string) => string | null,
): string {
  const { outcome, best, runnerUp, thresholds, rejected } = explanation;
  const name = (personId: string) => nameOf(personId) ?? "somebody without a name";
  if (!best)
    return rejected[0]
      ? `You have said of such a face that it is not ${name(rejected[0].personId)}, and nobody else is like it.`
      : "There was nobody to compare with.";
  const next = runnerUp ? `, to ${name(runnerUp.personId)}, the next, ${words(runnerUp)}` : "";
  const alike = `Likeness to ${name(best.personId)} ${words(best)}${next}.`;
  if (outcome === "named") return `${alike} Named from ${hundredths(thresholds.named)}.`;
  if (outcome === "unknown") return `${alike} Asked about from ${hundredths(thresholds.ask)}.`;
  return `${alike} Not named: ${whatHeldBack(explanation)}.`;
}

function whatHeldBack({ heldBack: reasons, thresholds }: Explanation): string {
  const named = hundredths(thresholds.named);
  const wordsOf = {
    child: "a child is asked about, whatever the likeness",
    rejected: "somebody more alike is out of the question by your word",
    dispute: "its pictures disagree about who it is",
    "look-alike": `somebody looks like them, so ${named} and a lead of ${hundredths(thresholds.margin)} are needed`,
    margin: `the next is too close; a lead of ${hundredths(thresholds.margin)} is needed`,
    similarity: `${named} is needed`,
  } satisfies Record<HeldBack, string>;
  const [first] = heldBack.options.filter((reason) => reasons.includes(reason));
  return first ? wordsOf[first] : "Kith was not sure";
}

const words = ({ similarity }: { similarity: number }) => hundredths(similarity);
const hundredths = (value: number) => value.toFixed(2);
