import { betaCdf } from "./beta.ts";

/** How like somebody with a name the stranger of one visit was, at most. */
export type StrangerScore = {
  /** Fused cosine, -1..1. */
  readonly similarity: number;
  /** Like enough to be asked about, and nobody has answered: it may be no stranger at all. */
  readonly isDoubtful: boolean;
};

/** What a threshold has to keep, and how far it may move from where it starts. */
export type ThresholdRule = {
  /** Where it stands as long as no stranger has come. */
  readonly fallback: number;
  /** Never below, however few resemble anybody. */
  readonly floor: number;
  /** The share of strangers' visits that may reach it, 0..1. */
  readonly aim: number;
};

/**
 * Strangers' visits that the fallback counts for: the figures behind it were measured on other people's
 * photographs, so as many visits at this house's own doors weigh as much.
 */
const PRIOR_VISITS = 500;

/**
 * Rise in fused cosine that lets a tenth as many strangers through.
 * Source: of LFW's impostor pairs 1e-3 reach 0.327 and 1e-4 reach 0.403; on All-Age-Faces, among adults
 * of other origin than the training pictures', it takes from 0.35 to 0.45. The slower one.
 */
const DECADE = 0.1;

/**
 * How far a likeness that was seen reaches beyond itself, in fused cosine, for a single one; with n of
 * them n^(-1/5) of it. Source: Silverman's rule (Density Estimation, 1986, section 3.4.1), 1.06 times the
 * standard deviation of strangers' likeness to their best match in a household, 0.05 to 0.08.
 */
const REACH_OF_ONE = 0.06;

/** How sure it must be that the share of strangers stays below the aim. */
const CONFIDENCE = 0.95;

/**
 * What nobody has answered may raise a threshold by at most this much. Half of it may be members in bad
 * light: each would make Kith ask more, which leaves more unanswered. Source: 0.55 leaves 1.5e-4 of the
 * pairs of adults of All-Age-Faces.
 */
const MAX_DOUBTFUL_RAISE = 0.1;

/** From here on even relatives are few; who resembles somebody more is told apart by the margin. */
export const HIGHEST_THRESHOLD = 0.7;

const STEP = 0.001;

/**
 * The lowest threshold of which it is sure, to 95 %, that at most the aimed share of strangers' visits
 * reach it.
 *
 * The share is taken as a beta distribution: its prior are `PRIOR_VISITS` of which as many reach the
 * fallback as leave the bound exactly on the aim, and ten times fewer a `DECADE` higher; to these come
 * the household's own visits (Gelman and others, Bayesian Data Analysis, 3rd edition, section 2.4). One
 * that reaches a threshold counts in full, one that falls short by x reaches counts exp(-x²/2). So
 * one more stranger above a threshold never lowers it, nor does one that turns out more alike; many who
 * resemble nobody lower it slowly; and without any it is the fallback.
 */
export function strangerThreshold(scores: readonly StrangerScore[], rule: ThresholdRule): number {
  const sure = scores.filter(({ isDoubtful }) => !isDoubtful);
  const bySure = lowestThreshold(sure, rule);
  const byAll = sure.length === scores.length ? bySure : lowestThreshold(scores, rule);
  return Math.max(bySure, Math.min(byAll, rule.fallback + MAX_DOUBTFUL_RAISE));
}

function lowestThreshold(scores: readonly StrangerScore[], rule: ThresholdRule): number {
  if (scores.length === 0) return rule.fallback;
  const priorReached = PRIOR_VISITS * priorRate(rule.aim);
  const isLowEnough = (threshold: number) => {
    const reached =
      priorReached * 10 ** ((rule.fallback - threshold) / DECADE) + reaching(scores, threshold);
    const visits = PRIOR_VISITS + scores.length;
    return reached < visits && betaCdf(rule.aim, reached, visits - reached) >= CONFIDENCE;
  };
  return firstStep(rule.floor, HIGHEST_THRESHOLD, isLowEnough);
}

/** How many of the visits reach a threshold, those that fall a little short in part. */
function reaching(scores: readonly StrangerScore[], threshold: number): number {
  const reach = REACH_OF_ONE * scores.length ** -0.2;
  return scores.reduce((sum, { similarity }) => {
    const shortBy = Math.max(0, threshold - similarity) / reach;
    return sum + Math.exp(-(shortBy ** 2) / 2);
  }, 0);
}

/** The share of prior visits whose bound, with nothing else known, is the aim. */
function priorRate(aim: number): number {
  let low = 0;
  let high = aim;
  for (let step = 0; step < 60; step++) {
    const rate = (low + high) / 2;
    const isBelow = betaCdf(aim, PRIOR_VISITS * rate, PRIOR_VISITS * (1 - rate)) >= CONFIDENCE;
    if (isBelow) low = rate;
    else high = rate;
  }
  return low;
}

/** The first of the steps from low to high that holds, all after it holding too; high when none does. */
function firstStep(low: number, high: number, holds: (value: number) => boolean): number {
  let below = -1;
  let from = Math.round((high - low) / STEP);
  while (from - below > 1) {
    const middle = Math.floor((below + from) / 2);
    if (holds(low + middle * STEP)) from = middle;
    else below = middle;
  }
  return Number((low + from * STEP).toFixed(3));
}
