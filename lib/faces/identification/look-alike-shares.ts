/**
 * How often the main embedder takes two different people for one, by age: the share of pairs of different
 * people of that age, of 1, whose likeness reaches 0.55. That is where naming starts: the fused 0.53 is as
 * strict (see `DEFAULT_THRESHOLDS`).
 * Source: 13 322 photographs of people aged 2 to 80, mostly of East Asian origin (All-Age-Faces),
 * embedder 0095 alone.
 */
export const lookAlikeShares = [
  { from: 2, until: 3, share: 0.16 },
  { from: 4, until: 6, share: 0.057 },
  { from: 7, until: 10, share: 0.015 },
  { from: 11, until: 14, share: 0.0031 },
  { from: 15, until: 19, share: 0.00065 },
  { from: 20, until: 45, share: 0.00015 },
  { from: 46, until: 60, share: 0.0007 },
  { from: 60, until: null, share: 0.0019 },
] as const;
