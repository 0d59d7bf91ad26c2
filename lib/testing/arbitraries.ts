import fc from "fast-check";

/** A number anywhere from `min` to `max`, as likely here as there; most of `fc.double`'s lie about 0. */
export const evenly = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1000 }).map((step) => min + ((max - min) * step) / 1000);
