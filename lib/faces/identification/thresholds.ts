import { thresholdsOfSet } from "#models/manifest.ts";
import type { Lighting } from "../shots/lighting.ts";

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
 * Fused cosine from which two looks at the people of one event show the same one.
 * Source: 1e-5 of impostor pairs reach it (`media/faces`); an event shows a handful of people, of whom
 * none is named by it.
 */
export const SAME_VISITOR_SIMILARITY = 0.45;

/**
 * Fused cosine to a face that is not X, by a human's word, from which a probe is not X either, however
 * much it resembles X.
 * Source: of 555 600 pairs of different people's photographs none reach 0.6, of one person's 0.55 reach
 * 0.65. Not lower, because of relatives: they would no longer be recognised.
 */
export const REJECTED_SIMILARITY = 0.65;

/**
 * Those of the standard set of embedders, before a household has enough faces to calibrate its own. What
 * other sets begin with stands in `models/manifest.json` as well.
 *
 * Source of `named`: households of six on one half of the people of `media/faces`, then on the other: at
 * 0.45 the first strangers of 6 000 are named, at 0.47 and so at 0.53 none, nor was the closest look-alike
 * of an absent member (0 of 2 508 visits; 4 at 0.45). That would allow 0.48. But those are photographs like
 * the training pictures: among adults of other origin embedder 0095 alone takes 0.55 for 0.00015 of pairs,
 * which is 0.09 % of strangers' visits to six members, and the fused score is as strict at 0.02 to 0.03
 * less. The price are residents who are asked about instead of named: at 0.53 are named 0.87 and 0.82 of
 * the halves' visits (of clean ones 1 and 0.99, at 24 px 0.72 and 0.73), at 0.45 0.96 and 0.92.
 *
 * Source of `ask`: the same households: 0.987 and 0.984 of residents' visits reach it, and 0.003 of
 * strangers'. Among adults of other origin 0.06 of strangers' visits do: a household that sees them draws
 * its own.
 *
 * Source of `margin`: the same households: 99 of 100 residents' visits lead by 0.19 and more; where the six
 * who resemble each other most live together, 2 of 2 508 visits lose their name by it.
 */
export const DEFAULT_THRESHOLDS: IdentificationThresholds = thresholdsOfSet("standard").start;

/** From where a face is named, by lighting. */
export const namedFrom = ({ day, infrared }: Record<Lighting, IdentificationThresholds>) => ({
  day: day.named,
  infrared: infrared.named,
});

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
