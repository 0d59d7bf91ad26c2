import { betaQuantile } from "./beta.ts";

/** A share that was counted, with what it may be in truth. All are 0..1. */
export type RateInterval = { readonly rate: number; readonly low: number; readonly high: number };

/** How often the truth may lie outside. */
const DOUBT = 0.05;

/**
 * The share of `count` among `trials` with exact bounds that hold in 95 of 100 cases (Clopper and Pearson,
 * 1934): together, and where nothing or everything was counted the one that is in question. Nothing
 * tried: anything may be true, 0..1.
 *
 * @param count may be a fraction, where several outcomes make one trial
 */
export function rateInterval(count: number, trials: number): RateInterval {
  if (trials === 0) return { rate: 0, low: 0, high: 1 };
  const doubt = count === 0 || count === trials ? DOUBT : DOUBT / 2;
  return {
    rate: count / trials,
    low: count === 0 ? 0 : betaQuantile(doubt, count, trials - count + 1),
    high: count === trials ? 1 : betaQuantile(1 - doubt, count + 1, trials - count),
  };
}
