import { cosineSimilarity } from "../similarity.ts";
import type { UnitVector } from "../types.ts";
import type { EnrolledPerson } from "./enrolment.ts";
import type { Template } from "./template.ts";
import { type IdentificationThresholds, REJECTED_SIMILARITY, thresholdsFor } from "./thresholds.ts";

/** How much a probe resembles one person. */
export type Match = {
  readonly personId: string;
  /** Fused cosine of the probe and the person's nearest template, -1..1. */
  readonly similarity: number;
  /** The template that is nearest. */
  readonly angle: Template["angle"];
  /** The person's face that is nearest. */
  readonly faceId: string;
};

/** The best match and the best one of any other person. */
type BestMatch = Match & { readonly runnerUp: Match | undefined };

/** What kept the best person from being named. */
export type HeldBack =
  /** Too little alike. */
  | "similarity"
  /** Too close to the runner-up, or as close. */
  | "margin"
  /** Enough for anybody else: this person has a look-alike, and thresholds of their own. */
  | "look-alike"
  /** A child is never named by face alone. */
  | "child"
  /** Somebody else was more alike, of whom a human once said that it is not them. */
  | "rejected"
  /** The track's shots disagree about whom they show. */
  | "dispute";

/** A decision's reasons, as data. */
export type Reasons = {
  readonly heldBack: readonly HeldBack[];
  /** In force for the best person. */
  readonly thresholds: IdentificationThresholds;
  /** Those left out because a human's "not this person" speaks against them, most alike first. */
  readonly rejected: readonly Match[];
};

/** Open-set identification: the probe may well be nobody in the gallery. */
export type Identification = { readonly why: Reasons } & (
  | ({ readonly outcome: "named" } & BestMatch)
  | ({ readonly outcome: "ask" } & BestMatch)
  | { readonly outcome: "unknown"; readonly best: BestMatch | undefined }
);

type Scored = {
  readonly person: EnrolledPerson;
  readonly template: Template;
  readonly similarity: number;
};

/**
 * Decides who a probe is, by each person's nearest template. Whom a human's "not this person" speaks
 * against is left out. The best of the others is named from `named` and with a lead of `margin` over
 * the runner-up, asked about from `ask`, and nobody below. The people's order does not matter.
 */
export function identify(
  probe: UnitVector,
  people: readonly EnrolledPerson[],
  thresholds: IdentificationThresholds,
): Identification {
  const scored = people.flatMap((person) => scoreOf(probe, person)).toSorted(byLikeness);
  const [best, runnerUp] = scored.filter((each) => !isRejected(probe, each));
  const rejected = scored.filter(
    (each) => each.similarity >= thresholds.ask && isRejected(probe, each),
  );
  const own = best ? thresholdsFor(best.person.personId, thresholds) : thresholds;
  const heldBack = best ? holdBack(best, { runnerUp, rejected: rejected[0], thresholds, own }) : [];
  const why: Reasons = {
    heldBack,
    thresholds: own,
    rejected: rejected.map((each) => matchOf(probe, each)),
  };
  if (!best) return { outcome: "unknown", best, why };
  const match: BestMatch = {
    ...matchOf(probe, best),
    runnerUp: runnerUp && matchOf(probe, runnerUp),
  };
  if (best.similarity < thresholds.ask) return { outcome: "unknown", best: match, why };
  return { outcome: heldBack.length === 0 ? "named" : "ask", ...match, why };
}

/** The decision on a track whose shots disagree about whom they show: nobody is named, now or later. */
export function withholdName(identification: Identification): Identification {
  const why: Reasons = {
    ...identification.why,
    heldBack: [...identification.why.heldBack, "dispute"],
  };
  return identification.outcome === "named"
    ? { ...identification, outcome: "ask", why }
    : { ...identification, why };
}

/** Nothing for somebody without faces. */
function scoreOf(probe: UnitVector, person: EnrolledPerson): Scored[] {
  const [nearest] = person.templates
    .map((template) => ({
      person,
      template,
      similarity: cosineSimilarity(probe, template.vector),
    }))
    .toSorted(byLikeness);
  return nearest ? [nearest] : [];
}

/** Most alike first; of equals the first by id. */
function byLikeness(a: Scored, b: Scored): number {
  return b.similarity - a.similarity || (a.person.personId < b.person.personId ? -1 : 1);
}

/** A face that is not this person is nearer than the person, or certainly shows the same somebody. */
function isRejected(probe: UnitVector, { person, similarity }: Scored): boolean {
  const limit = Math.min(similarity, REJECTED_SIMILARITY);
  return person.rejected.some((vector) => cosineSimilarity(probe, vector) >= limit);
}

function holdBack(
  best: Scored,
  against: {
    readonly runnerUp: Scored | undefined;
    readonly rejected: Scored | undefined;
    readonly thresholds: IdentificationThresholds;
    readonly own: IdentificationThresholds;
  },
): HeldBack[] {
  const { runnerUp, rejected, thresholds, own } = against;
  const { person, similarity } = best;
  const lead = runnerUp ? similarity - runnerUp.similarity : Number.POSITIVE_INFINITY;
  const isAlike = similarity >= thresholds.named;
  const isAhead = lead > 0 && lead >= thresholds.margin;
  const isOwnEnough = similarity >= own.named && lead >= own.margin;
  const reasons: [HeldBack, boolean][] = [
    ["similarity", !isAlike],
    ["margin", !isAhead],
    ["look-alike", isAlike && isAhead && !isOwnEnough],
    ["child", person.isChild],
    ["rejected", rejected !== undefined && rejected.similarity > similarity],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}

function matchOf(probe: UnitVector, { person, template, similarity }: Scored): Match {
  const [nearest] = person.faces
    .map(({ faceId, vector }) => ({ faceId, similarity: cosineSimilarity(probe, vector) }))
    .toSorted((a, b) => b.similarity - a.similarity || (a.faceId < b.faceId ? -1 : 1));
  return {
    personId: person.personId,
    faceId: nearest?.faceId ?? "",
    similarity,
    angle: template.angle,
  };
}
