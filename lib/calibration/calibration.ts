import type { IdentificationThresholds } from "#lib/faces/identification/thresholds.ts";
import type { Lighting } from "#lib/faces/shots/lighting.ts";
import type { SetThresholds } from "#models/manifest.ts";
import { type Distribution, distributionOf } from "./distribution.ts";
import { type LookAlikes, lookAlikes, personThresholds } from "./look-alikes.ts";
import { type SelfTest, type StrangerCounts, testMembers, testStrangers } from "./self-test.ts";
import { strangerThreshold, type ThresholdRule } from "./stranger-threshold.ts";
import { strangerScore, strangerVisits, type WeighedFace } from "./weighed-face.ts";

export const lightings = ["day", "infrared"] as const satisfies Lighting[];

/** What a household's own faces say about telling its people apart, in one lighting. */
export type Calibration = {
  readonly thresholds: IdentificationThresholds;
  readonly strangers: StrangerCounts;
  readonly selfTest: SelfTest;
  readonly lookAlikes: readonly LookAlikes[];
  readonly distribution: Distribution;
};

/** The share of strangers' visits that may be named. */
export const NAMED_AIM = 0.001;
/** The share of strangers' visits that the household may be asked about. */
const ASK_AIM = 0.02;

/**
 * Calibrates by the household's own faces: thresholds for everybody by the strangers of this lighting,
 * and for members who resemble somebody by the faces of either. Without strangers, and nobody alike,
 * what the set begins with holds.
 */
export function calibrate(
  faces: readonly WeighedFace[],
  lighting: Lighting,
  ofSet: SetThresholds,
): Calibration {
  const isHere = (face: WeighedFace) => face.lighting === lighting;
  const thresholdsBy = (some: readonly WeighedFace[]): IdentificationThresholds => {
    const general = generalThresholds(some.filter(isHere), ofSet);
    return { ...general, byPerson: personThresholds(some, general) };
  };
  const here = faces.filter(isHere);
  const thresholds = thresholdsBy(faces);
  return {
    thresholds,
    strangers: testStrangers(here, faces, thresholdsBy),
    selfTest: testMembers(here, faces, thresholdsBy),
    lookAlikes: lookAlikes(faces, thresholds),
    distribution: distributionOf(here),
  };
}

function generalThresholds(
  faces: readonly WeighedFace[],
  { start, floor }: SetThresholds,
): IdentificationThresholds {
  const scores = strangerVisits(faces).map((visit) => strangerScore(visit, start.ask));
  const by = (rule: ThresholdRule) => strangerThreshold(scores, rule);
  const named = by({ fallback: start.named, floor: floor.named, aim: NAMED_AIM });
  const ask = by({ fallback: start.ask, floor: floor.ask, aim: ASK_AIM });
  return { named, ask: Math.min(ask, named), margin: start.margin };
}
