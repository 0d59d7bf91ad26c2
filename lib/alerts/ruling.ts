import type { PersonCategory } from "#lib/identity/act.ts";
import { type AlertPlan, type AlertRule, type How, hows, type Whom } from "./types.ts";
import { isWithin, type WallTime } from "./wall-time.ts";

/** Somebody as rules see them. */
export type Subject = {
  /** All the people that rules may mean by them. */
  personIds: readonly string[];
  /** Null where no face was seen. */
  category: PersonCategory | null;
};

export type Place = { cameraId: string; time: WallTime };

/** 3 for aloud to 0 for never. */
export const loudness = (how: How): number => hows.length - 1 - hows.indexOf(how);

/** Whether a message is sent at once. */
export const tells = (how: How): boolean => how === "aloud" || how === "quietly";

/**
 * The rule that decides, null where Kith's own defaults do.
 *
 * [Note: Precedence] One person before a category (or a movement without a face) before anybody; then
 * named cameras before every camera; then hours or weekdays before always. Of two that are as special
 * the louder one decides, then the one that may be repeated sooner. The order in which they were made
 * counts for nothing.
 */
export function rulingFor(
  rules: readonly AlertRule[],
  subject: Subject,
  { cameraId, time }: Place,
): AlertRule | null {
  let ruling: AlertRule | null = null;
  for (const rule of rules) {
    const applies =
      concerns(rule.whom, subject) &&
      (rule.cameraIds.length === 0 || rule.cameraIds.includes(cameraId)) &&
      isWithin(time, rule.hours, rule.weekdays);
    if (applies && (!ruling || byPrecedence(rule, ruling) < 0)) ruling = rule;
  }
  return ruling;
}

function concerns(whom: Whom, { personIds, category }: Subject): boolean {
  if (whom.kind === "person") return personIds.includes(whom.personId);
  if (whom.kind === "category") return category === whom.category;
  return (category === null) === (whom.kind === "nobody");
}

/** Sorts rules so that of those that apply the first one decides; see [Note: Precedence]. */
export const byPrecedence = (a: AlertRule, b: AlertRule): number =>
  specificity(b) - specificity(a) ||
  loudness(b.how) - loudness(a.how) ||
  a.cooldownMinutes - b.cooldownMinutes ||
  (a.ruleId < b.ruleId ? -1 : 1);

const WHOM_WEIGHT = { person: 8, category: 4, nobody: 4, anybody: 0 } satisfies Record<
  Whom["kind"],
  number
>;

function specificity({ whom, cameraIds, weekdays, hours }: AlertRule): number {
  const isTimed = hours !== null || weekdays.length > 0;
  return WHOM_WEIGHT[whom.kind] + (cameraIds.length > 0 ? 2 : 0) + (isTimed ? 1 : 0);
}

/**
 * The rules by which somebody on the Watchlist, who has no rule of their own, would somewhere and at some
 * time not be told of at once.
 */
export function watchlistGaps({ rules }: AlertPlan, cameraIds: readonly string[]): Set<string> {
  const watched: Subject = { personIds: [], category: "watchlist" };
  const minutes = rules.flatMap(({ hours }) => (hours ? [hours.from, hours.until] : []));
  const times = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    [0, ...minutes].map((minute) => ({ weekday, minute })),
  );
  const gaps = new Set<string>();
  for (const cameraId of cameraIds)
    for (const time of times) {
      const rule = rulingFor(rules, watched, { cameraId, time });
      if (rule && !tells(rule.how)) gaps.add(rule.ruleId);
    }
  return gaps;
}
