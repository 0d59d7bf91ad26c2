/** What `identify` decides by. All are cosines of fused embeddings, -1..1. */
export type IdentificationThresholds = {
  /** From here a person is named. */
  readonly named: number;
  /** From here the household is asked; below it the face is unknown. */
  readonly ask: number;
  /** A named person must lead the runner-up by this much. */
  readonly margin: number;
  /** What naming takes of those who have a look-alike. It can only be more. */
  readonly byPerson?: ReadonlyMap<string, PersonThresholds>;
};

/** What naming one person takes. */
export type PersonThresholds = { readonly named: number; readonly margin: number };

/**
 * Fused cosine from which a face is named.
 * Source: LFW, all 87.3 M impostor pairs: embedder 0095 accepts 1e-4 of them at 0.431 and the
 * fused score at 0.403; rounded up because relatives and neighbours are closer than strangers.
 */
export const NAMED_SIMILARITY = 0.45;

/**
 * Fused cosine from which "is this X?" is asked.
 * Source: LFW, 1e-3 of impostor pairs at 0.347 (embedder 0095) and 0.327 (fused).
 */
export const ASK_SIMILARITY = 0.35;

/**
 * Lead over the best other person, in fused cosine, that naming takes.
 * Source: rendered brothers score 0.43 against each other where the right brother scores 0.71 and
 * more; a lead under 0.05 is within the spread of one person's own frames.
 */
const RUNNER_UP_MARGIN = 0.05;

/**
 * Fused cosine to a face that is not X, by a human's word, from which a probe is not X either, however
 * much it resembles X.
 * Source: different people hardly ever reach it, by the household's photographs; so both show the same person.
 */
export const REJECTED_SIMILARITY = 0.65;

/** Before a household has enough faces to calibrate its own. */
export const DEFAULT_THRESHOLDS: IdentificationThresholds = {
  named: NAMED_SIMILARITY,
  ask: ASK_SIMILARITY,
  margin: RUNNER_UP_MARGIN,
};

/** The thresholds in force for one person: the general ones, raised where this person's are higher. */
export function thresholdsFor(
  personId: string,
  thresholds: IdentificationThresholds,
): IdentificationThresholds {
  const own = thresholds.byPerson?.get(personId);
  return {
    named: Math.max(thresholds.named, own?.named ?? thresholds.named),
    ask: thresholds.ask,
    margin: Math.max(thresholds.margin, own?.margin ?? thresholds.margin),
  };
}
