/** The value, or the limit that it lies beyond. */
export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** Within 0..1. */
export const clampUnit = (value: number): number => clamp(value, 0, 1);
