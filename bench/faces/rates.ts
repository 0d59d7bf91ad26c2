/**
 * Terminology
 *
 * - **genuine** / **impostor**: a comparison of one person with themselves / of two people.
 * - **FAR, TAR**: share of impostor / of genuine comparisons that a threshold accepts.
 * - **FPIR**: share of strangers' visits that a threshold accepts as anybody.
 * - **TPIR, FNIR**: share of residents' visits accepted as the right person, and the rest of them.
 *
 * A similarity is accepted when it is above the threshold. All shares are 0..1, and NaN where nothing was
 * there to count or to set a threshold by, as in a half of a few people.
 */

/** One comparison of two faces. */
export type Comparison = { readonly similarity: number; readonly isSame: boolean };

/** A resident's visit: how much it resembles whom it resembles most, and whether that is who it is. */
export type Search = { readonly similarity: number; readonly isRight: boolean };

/** A measured share with the bounds that hold the true one in 95 of 100 cases. */
export type Share = {
  readonly count: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
};

const FOLDS = 10;

/**
 * The lowest threshold that accepts no more than this share of the impostors. Equal similarities are
 * accepted or refused together, so that ties never accept more than they may.
 *
 * @param rate 0..1
 * @throws RangeError without impostors: there is nothing to set a threshold by
 */
export function thresholdFor(impostors: ArrayLike<number>, rate: number): number {
  if (impostors.length === 0) throw new RangeError("A threshold needs impostors.");
  const sorted = Float64Array.from(impostors).sort();
  return sorted.at(-1 - Math.floor(rate * sorted.length)) ?? Number.NEGATIVE_INFINITY;
}

/** Share of the genuine similarities above the threshold that so many impostors set. */
export function trueAcceptRate(
  genuine: ArrayLike<number>,
  impostors: ArrayLike<number>,
  rate: number,
): number {
  if (impostors.length === 0) return Number.NaN;
  const threshold = thresholdFor(impostors, rate);
  let accepted = 0;
  for (let i = 0; i < genuine.length; i++) if ((genuine[i] ?? 0) > threshold) accepted += 1;
  return accepted / genuine.length;
}

/** TPIR: share of residents' visits found right and above the threshold that strangers' visits set. */
export function identificationRate(
  residents: readonly Search[],
  strangers: ArrayLike<number>,
  rate: number,
): number {
  if (strangers.length === 0) return Number.NaN;
  const threshold = thresholdFor(strangers, rate);
  const found = residents.filter(({ similarity, isRight }) => isRight && similarity > threshold);
  return found.length / residents.length;
}

/**
 * Share of comparisons that are answered rightly, as the mean over ten folds (position modulo 10; fewer
 * comparisons than ten are as many folds), each by the threshold that answers most of the other nine. Of
 * equally good thresholds the lowest is taken.
 */
export function tenFoldAccuracy(comparisons: readonly Comparison[]): number {
  const folds = Math.min(FOLDS, comparisons.length);
  let sum = 0;
  for (let fold = 0; fold < folds; fold++) {
    const held = comparisons.filter((_, position) => position % FOLDS === fold);
    const threshold = bestThreshold(comparisons.filter((_, at) => at % FOLDS !== fold));
    sum +=
      held.filter(({ similarity, isSame }) => similarity > threshold === isSame).length /
      held.length;
  }
  return sum / folds;
}

/** Between two neighbouring similarities, or below all. */
function bestThreshold(comparisons: readonly Comparison[]): number {
  const ascending = comparisons.toSorted((a, b) => a.similarity - b.similarity);
  let right = ascending.filter(({ isSame }) => isSame).length;
  let best = { right, threshold: Number.NEGATIVE_INFINITY };
  for (const [index, { similarity, isSame }] of ascending.entries()) {
    right += isSame ? -1 : 1;
    const next = ascending[index + 1]?.similarity ?? Number.POSITIVE_INFINITY;
    if (next === similarity || right <= best.right) continue;
    best = { right, threshold: Number.isFinite(next) ? (similarity + next) / 2 : similarity };
  }
  return best.threshold;
}

/** Standard deviations on both sides that hold 95 % of a normal distribution. */
const Z = 1.96;

/** Wilson's interval, which also holds for few and for none. Without cases it is all of 0..1. */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, low: 0, high: 1 };
  const share = count / of;
  const spread = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const middle = share + Z ** 2 / (2 * of);
  const scale = 1 + Z ** 2 / of;
  return {
    count,
    of,
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  };
}
