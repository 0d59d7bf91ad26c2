import type { IdentificationThresholds } from "./thresholds.ts";

/** One gallery face that the probe was compared with; `similarity` is a fused cosine. */
export type Candidate = {
  readonly personId: string;
  readonly faceId: string;
  readonly similarity: number;
};

/** The best candidate and the best one of any other person. */
type BestMatch = Candidate & { readonly runnerUp: Candidate | undefined };

/** Open-set identification: the probe may well be nobody in the gallery. */
export type Identification =
  | ({ readonly outcome: "named" } & BestMatch)
  | ({ readonly outcome: "ask" } & BestMatch)
  | { readonly outcome: "unknown"; readonly best: BestMatch | undefined };

/**
 * Decides who a probe is. Every person counts with its best face alone, so a person with many
 * faces has no advantage by number. A best person above `named` who does not lead the runner-up by
 * `margin` is asked about instead of named.
 */
export function identify(
  candidates: readonly Candidate[],
  thresholds: IdentificationThresholds,
): Identification {
  const [best, runnerUp] = bestPerPerson(candidates);
  if (!best) {
    return { outcome: "unknown", best: undefined };
  }
  const match: BestMatch = { ...best, runnerUp };
  if (best.similarity < thresholds.ask) {
    return { outcome: "unknown", best: match };
  }
  const lead = runnerUp ? best.similarity - runnerUp.similarity : Number.POSITIVE_INFINITY;
  const isClear = best.similarity >= thresholds.named && lead >= thresholds.margin;
  return { outcome: isClear ? "named" : "ask", ...match };
}

/** The best face of each person, best person first; ties keep the order of the candidates. */
function bestPerPerson(candidates: readonly Candidate[]): Candidate[] {
  const bestByPerson = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = bestByPerson.get(candidate.personId);
    if (!known || candidate.similarity > known.similarity) {
      bestByPerson.set(candidate.personId, candidate);
    }
  }
  return [...bestByPerson.values()].toSorted((a, b) => b.similarity - a.similarity);
}
