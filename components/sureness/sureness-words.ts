import type { RateInterval } from "#lib/calibration/rate-interval.ts";
import type { SelfTestCounts } from "#lib/calibration/self-test.ts";
import type { LightingSureness, MemberSureness } from "#lib/calibration/types.ts";

/** "1.4 %", "12 %", "0.03 %" */
export function percentWords(rate: number): string {
  const percent = rate * 100;
  const digits = percent >= 10 || percent === 0 ? 0 : percent >= 0.1 ? 1 : 2;
  return `${percent.toFixed(digits)} %`;
}

/** "at most 1.4 %", and from where, once any was counted. */
export function boundsWords({ rate, low, high }: RateInterval): string {
  return rate === 0
    ? `at most ${percentWords(high)}`
    : `between ${percentWords(low)} and ${percentWords(high)}`;
}

export const countWords = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

/** How strangers fared: the sentence, and how far it can be trusted. */
export function strangerWords({ visits, named, asked, namedRate }: LightingSureness["strangers"]): {
  title: string;
  trust: string;
} {
  if (visits === 0)
    return {
      title: "No stranger has come yet",
      trust: "Until some have, Kith decides by what was measured on other people’s photographs.",
    };
  const of = `${named} of ${countWords(visits, "stranger’s visit", "strangers’ visits")}`;
  return {
    title: `${of} would have been given a name`,
    trust: `So it is ${boundsWords(namedRate)} of them: of that one can be 95 % sure. Kith would have asked about ${asked || "none"}.`,
  };
}

/** "18 named, 2 asked about, 1 not recognised" */
export function fatesWords({ named, asked, unknown, wrong }: SelfTestCounts): string {
  const fates = [
    [named, "named rightly"],
    [asked, "asked about"],
    [unknown, "not recognised"],
    [wrong, "named wrongly"],
  ] as const;
  return fates
    .filter(([count], index) => count > 0 || index === 0)
    .map(([count, fate]) => `${count} ${fate}`)
    .join(", ");
}

/** What is to be known of one member, beside the figures. */
export function memberWords(member: MemberSureness): string[] {
  const { isChild, isRaised, lookAlikes, counts, name } = member;
  const notes: string[] = [];
  if (isChild) notes.push("A child: always asked about, never named by the face alone.");
  if (lookAlikes.length > 0)
    notes.push(
      `${listWords([name, ...lookAlikes])} look alike to Kith: in doubt it asks rather than names.`,
    );
  else if (isRaised)
    notes.push("Somebody who is not them looks much alike: named only when Kith is surer.");
  if (counts.faces === 0)
    notes.push("Nothing to test yet: it takes faces of two visits, to try one against the other.");
  return notes;
}

/** "Anna", "Anna and Bea", "Anna, Bea and Cleo" */
const listWords = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/**
 * Fewer say little. Source: with none wrong, 30 strangers' visits bound the share at 9.5 %, and 20 faces
 * at 14 %.
 */
const ENOUGH = { visits: 30, faces: 20 };

/** Whether the figures are too few to go by. */
export const isTooFew = ({ strangers, held }: LightingSureness): boolean =>
  strangers.visits < ENOUGH.visits || held.faces < ENOUGH.faces;
