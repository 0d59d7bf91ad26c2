import { setImmediate } from "node:timers/promises";

/** Two items by their numbers, `a < b`, and how similar they are. */
export type Pair = { readonly a: number; readonly b: number; readonly similarity: number };

/** Which of many items are most similar, while items join. */
export type PairTable = {
  /** These two never join, nor does what either becomes a part of. Before the first question. */
  bar: (a: number, b: number) => void;
  /** The most similar two that may join; of equals the first. */
  closest: () => Pair | undefined;
  /** The two are `a` from here on, whose similarity to the others is asked for anew. */
  join: (a: number, b: number) => void;
  /** Whether it has not been joined into another. */
  isThere: (item: number) => boolean;
  /** Pairs of which each is the other's most similar. */
  mutual: () => Pair[];
};

/** Similarity of two that may not join, and to what has been joined into another. */
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Takes `count`² times four bytes; a join takes time by the count, seldom by its square. Lets others of
 * this process go on after each item: thousands take seconds.
 */
export async function createPairTable(
  count: number,
  similarityOf: (a: number, b: number) => number,
): Promise<PairTable> {
  const similarities = new Float32Array(count * count).fill(NEVER);
  const there = new Uint8Array(count).fill(1);
  const get = (a: number, b: number) => similarities[a * count + b]!;
  const set = (a: number, b: number, similarity: number) => {
    similarities[a * count + b] = similarity;
    similarities[b * count + a] = similarity;
  };
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) set(a, b, similarityOf(a, b));
    await setImmediate();
  }

  let nearest: Int32Array | undefined;
  const nearestTo = (a: number) => {
    let found = -1;
    for (let b = 0, best = NEVER; b < count; b++) {
      if (get(a, b) <= best) continue;
      best = get(a, b);
      found = b;
    }
    return found;
  };
  const allNearest = () => (nearest ??= Int32Array.from({ length: count }, (_, a) => nearestTo(a)));
  const pairWithNearest = (a: number): Pair | undefined => {
    const b = allNearest()[a]!;
    return b < 0 ? undefined : { a: Math.min(a, b), b: Math.max(a, b), similarity: get(a, b) };
  };
  const refreshNearest = (known: Int32Array, other: number, a: number, b: number) => {
    const was = known[other]!;
    if (other === a || was === a || was === b) known[other] = nearestTo(other);
    else if (was >= 0 && get(other, a) > get(other, was)) known[other] = a;
  };

  return {
    bar: (a, b) => set(a, b, NEVER),
    closest() {
      let found: Pair | undefined;
      for (let a = 0; a < count; a++) {
        const pair = pairWithNearest(a);
        if (pair && pair.similarity > (found?.similarity ?? NEVER)) found = pair;
      }
      return found;
    },
    join(a, b) {
      const known = allNearest();
      there[b] = 0;
      for (let other = 0; other < count; other++) {
        const isBarred = get(a, other) === NEVER || get(b, other) === NEVER;
        set(a, other, isBarred ? NEVER : similarityOf(a, other));
        set(b, other, NEVER);
      }
      for (let other = 0; other < count; other++) refreshNearest(known, other, a, b);
    },
    isThere: (item) => there[item] === 1,
    mutual: () =>
      [...allNearest().keys()].flatMap((a) => {
        const pair = pairWithNearest(a);
        return pair?.a === a && allNearest()[pair.b] === a ? [pair] : [];
      }),
  };
}
