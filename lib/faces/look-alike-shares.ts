/**
 * How often the main embedder takes two different people for one, by age: the share of pairs of different
 * people of that age, of 1, whose likeness reaches 0.55. That is where naming starts: the fused 0.53 is as
 * strict (see `NAMED_SIMILARITY`).
 * Source: 13 322 photographs of people aged 2 to 80, mostly of East Asian origin (All-Age-Faces),
 * embedder 0095 alone.
 */
export const lookAlikeShares = [
  { age: "2 to 3", share: 0.16 },
  { age: "4 to 6", share: 0.057 },
  { age: "7 to 10", share: 0.015 },
  { age: "11 to 14", share: 0.0031 },
  { age: "15 to 19", share: 0.00065 },
  { age: "20 to 45", share: 0.00015 },
  { age: "46 to 60", share: 0.0007 },
  { age: "over 60", share: 0.0019 },
] as const;
