import type { useTranslations } from "next-intl";
import type { RateInterval } from "#lib/calibration/rate-interval.ts";
import type { SelfTestCounts } from "#lib/calibration/self-test.ts";
import type { LightingSureness, MemberSureness } from "#lib/calibration/types.ts";
import { formatTag, type Locale } from "#messages/locale.ts";

/** What sureness is told in. */
export type Words = { t: ReturnType<typeof useTranslations<"sureness">>; locale: Locale };

/** "1.4 %", "12 %", "0.03 %" */
export function percentWords(rate: number, locale: Locale): string {
  const percent = rate * 100;
  const digits = percent >= 10 || percent === 0 ? 0 : percent >= 0.1 ? 1 : 2;
  const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${percent.toLocaleString(formatTag(locale), exactly)} %`;
}

/** "at most 1.4 %", and from where, once any was counted. */
export function boundsWords({ t, locale }: Words, { rate, low, high }: RateInterval): string {
  const most = percentWords(high, locale);
  return rate === 0
    ? t("bounds.atMost", { high: most })
    : t("bounds.between", { low: percentWords(low, locale), high: most });
}

/** How strangers fared: the sentence, and how far it can be trusted. */
export function strangerWords(
  words: Words,
  { visits, named, namedRate, askedRate }: LightingSureness["strangers"],
): { title: string; trust: string } {
  const { t } = words;
  if (visits === 0) return { title: t("strangers.none"), trust: t("strangers.noneMeans") };
  return {
    title: t("strangers.named", { named, visits }),
    trust: t("strangers.trust", {
      named: boundsWords(words, namedRate),
      asked: boundsWords(words, askedRate),
    }),
  };
}

/** How members' held-out faces fare in truth. */
export const heldWords = (words: Words, { wrong, unknown, asked }: LightingSureness["heldRates"]) =>
  words.t("held", {
    wrong: boundsWords(words, wrong),
    unknown: boundsWords(words, unknown),
    asked: boundsWords(words, asked),
  });

/** "18 named rightly, 2 asked about, 1 not recognised" */
export const fatesWords = ({ t }: Words, counts: SelfTestCounts): string =>
  (["named", "asked", "misasked", "unknown", "wrong"] as const)
    .filter((fate) => counts[fate] > 0 || fate === "named")
    .map((fate) => `${counts[fate]} ${t(`fates.${fate}`)}`)
    .join(", ");

/** What is to be known of one member, beside the figures. */
export function memberWords({ t, locale }: Words, member: MemberSureness): string[] {
  const { isChild, isRaised, lookAlikes, counts, name } = member;
  const notes: string[] = [];
  if (isChild) notes.push(t("member.child"));
  if (lookAlikes.length > 0) {
    const names = new Intl.ListFormat(formatTag(locale)).format([name, ...lookAlikes]);
    notes.push(t("member.lookAlikes", { names }));
  } else if (isRaised) notes.push(t("member.raised"));
  if (counts.faces === 0) notes.push(t("member.untested"));
  return notes;
}

/**
 * Fewer say little. Source: with none wrong, 30 strangers' visits bound the share at 9.5 %, and 20 faces
 * at 14 %.
 */
const ENOUGH = { visits: 30, faces: 20 };

/** Whether the figures are too few to go by. */
export const isTooFew = ({ strangers, held }: LightingSureness): boolean =>
  strangers.visits < ENOUGH.visits || held.faces < ENOUGH.faces;
