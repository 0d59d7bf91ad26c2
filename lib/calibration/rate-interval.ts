import { betaQuantile } from "./beta.ts";

/** A share that was counted, with what it may be in truth. All are 0..1. */
export type RateInterval = { readonly rate: number; readonly low: number; readonly high: number };

/**
 * The share of `count` among `trials` with exact bounds (Clopper and Pearson, 1934), each of which holds
 * with the given confidence taken alone. Nothing tried: anything may be true, 0..1.
 */
export function rateInterval(count: number, trials: number, confidence = 0.95): RateInterval {
  if (trials === 0) return { rate: 0, low: 0, high: 1 };
  return {
    rate: count / trials,
    low: count === 0 ? 0 : betaQuantile(1 - confidence, count, trials - count + 1),
    high: count === trials ? 1 : betaQuantile(confidence, count + 1, trials - count),
  };
}
