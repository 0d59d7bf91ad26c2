import { useFormatter, useTranslations } from "next-intl";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { tells } from "#lib/alerts/ruling.ts";
import type { AlertNames, AlertRule, Because, SnoozeTarget, Whom } from "#lib/alerts/types.ts";

/** The parts of a rule's sentence that can be changed. */
export const ruleParts = ["whom", "where", "when", "how", "pause"] as const;

export type RulePart = (typeof ruleParts)[number];

/** The words of rules in the reader's language. */
export function useRuleWords({ cameras, people }: AlertNames) {
  const t = useTranslations("alerts");
  const format = useFormatter();
  const { weekdayWords, clockWords } = useTimeWords();
  const whomWords = (whom: Whom): string => {
    if (whom.kind === "category") return t(`whom.${whom.category}`);
    if (whom.kind !== "person") return t(`whom.${whom.kind}`);
    const person = people.find(({ id }) => id === whom.personId);
    if (!person) return t("whom.gone");
    return person.name ?? t("whom.nameless", { count: person.visitCount });
  };
  const whereWords = ({ cameraIds }: AlertRule): string => {
    const names = cameras.flatMap(({ id, name }) => (cameraIds.includes(id) ? [name] : []));
    if (cameraIds.length === 0) return t("where.all");
    return t("where.some", { cameras: format.list(names) });
  };
  const whenWords = ({ weekdays, hours }: AlertRule): string => {
    const days = format.list(weekdays.toSorted().map((each) => weekdayWords(each)));
    if (!hours) return weekdays.length === 0 ? t("when.always") : t("when.days", { days });
    const times = { from: clockWords(hours.from), until: clockWords(hours.until) };
    return weekdays.length === 0
      ? t("when.hours", times)
      : t("when.daysAndHours", { days, ...times });
  };
  const pauseWords = (minutes: number): string => {
    if (minutes === 0) return t("pause.every");
    return minutes % 60 === 0
      ? t("pause.hours", { hours: minutes / 60 })
      : t("pause.minutes", { minutes });
  };
  const partsOf = (rule: AlertRule): Record<RulePart, string> => ({
    whom: whomWords(rule.whom),
    where: whereWords(rule),
    when: whenWords(rule),
    how: t(`how.${rule.how}`),
    pause: pauseWords(rule.cooldownMinutes),
  });
  const sentence = (rule: AlertRule): string => {
    const { whom, where, when, how, pause } = partsOf(rule);
    const words = { whom: () => whom, where: () => where, when: () => when, how: () => how };
    return tells(rule.how) && rule.cooldownMinutes > 0
      ? t.markup("rules.sentenceWithPause", { ...words, pause: () => pause })
      : t.markup("rules.sentence", words);
  };
  return { weekdayWords, whomWords, whenWords, pauseWords, partsOf, sentence };
}

/** The picture of somebody without a name, whom words alone do not tell from others; null for all else. */
export const namelessPicture = ({ people }: AlertNames, personId: string | null): string | null =>
  people.find(({ id, name }) => id === personId && name === null)?.cropUrl ?? null;

/** What a snooze is of. */
export function useTargetWords({ cameras, people }: AlertNames) {
  const t = useTranslations("alerts");
  return (target: SnoozeTarget): string => {
    if ("all" in target) return t("snooze.everything");
    if ("cameraId" in target)
      return cameras.find(({ id }) => id === target.cameraId)?.name ?? t("snooze.unnamed");
    const person = people.find(({ id }) => id === target.personId);
    if (!person) return t("snooze.unnamed");
    return person.name ?? t("snooze.nameless", { count: person.visitCount });
  };
}

/** What a member has set that decided, as it was then. */
export function useCauseWords(names: AlertNames) {
  const t = useTranslations("alerts.unsent");
  const { clockWords, shortMomentWords } = useTimeWords();
  const { sentence } = useRuleWords(names);
  const targetWords = useTargetWords(names);
  return (because: Because): string => {
    if ("rule" in because) return t("because", { rule: sentence(because.rule) });
    if ("snooze" in because) {
      const { until, target } = because.snooze;
      return t("snoozed", { time: shortMomentWords(until), what: targetWords(target) });
    }
    const { from, until } = because.quietHours;
    return t("quietHours", { from: clockWords(from), until: clockWords(until) });
  };
}
