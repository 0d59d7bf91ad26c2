import { RANK, type Reason } from "./reasons.ts";
import { loudness, type Place, rulingFor, tells } from "./ruling.ts";
import type { SightedSubject } from "./sightings.ts";
import type { AlertPlan, AlertRule, Because, How, Snooze } from "./types.ts";
import { isWithin } from "./wall-time.ts";

const MINUTE_MS = 60_000;

/** What a member has set, and what holds an alert back. */
export type Held = {
  plan: AlertPlan;
  snoozes: readonly Snooze[];
  /** Alerts about other visits, by the rule that made them, at the time of their event. */
  alerts: readonly { ruleId: string; at: Date }[];
  /** IANA name of the household's zone. */
  timeZone: string;
  /** The visit has been told of: what is learnt of it is no new alert. */
  isTold: boolean;
};

/** How one sighting should be told. */
export type Wish = {
  how: How;
  rank: number;
  reason: Reason;
  ruleId: string | null;
  because: Because | null;
};

type Sighted = Place & { at: Date };

/** The louder wish first; of those as loud the one with more to tell, then the one that the member has set. */
export const byWeight = (a: Wish, b: Wish): number =>
  loudness(b.how) - loudness(a.how) ||
  b.rank - a.rank ||
  Number(b.because !== null) - Number(a.because !== null) ||
  Number(a.reason === "familiar") - Number(b.reason === "familiar");

/**
 * What the member wants to hear of somebody, somewhere: by the rule that decides, then by what holds it
 * back. Snoozes and quiet hours let through whoever was recognised as on the Watchlist, except a snooze
 * of that very person; and no rule about anybody makes the Watchlist wait for its cooldown.
 */
export function wishFor(subject: SightedSubject, sighted: Sighted, held: Held): Wish {
  const rule = rulingFor(held.plan.rules, subject, sighted);
  const wish = rule ? byRule(subject, rule) : byDefault(subject);
  if (!tells(wish.how)) return { ...wish, rank: RANK.nothing };
  const never = { ...wish, how: "never", rank: RANK.nothing } as const;
  const snooze = held.snoozes.find((each) => isSnoozed(each, subject, sighted));
  if (snooze) return { ...never, reason: "snoozed", because: { snooze: asData(snooze) } };
  if (rule && !held.isTold && isCoolingDown(rule, subject, sighted, held))
    return { ...never, reason: "cooldown" };
  const { quietHours } = held.plan;
  const isQuiet = quietHours !== null && isWithin(sighted.time, quietHours);
  return isQuiet && wish.how === "aloud" && !isWatched(subject)
    ? { ...wish, how: "quietly", reason: "quiet-hours", because: { quietHours } }
    : wish;
}

const byDefault = ({ how, rank, reason }: SightedSubject): Wish => ({
  ...{ how, rank, reason, ruleId: null, because: null },
});

const byRule = (subject: SightedSubject, rule: AlertRule): Wish => ({
  ...{ how: rule.how, rank: subject.rank, ruleId: rule.ruleId, because: { rule } },
  reason: reasonUnder(rule, subject),
});

function reasonUnder({ how }: AlertRule, subject: SightedSubject): Reason {
  if (how === "never") return "rule-never";
  if (how === "digest") return "rule-digest";
  return tells(subject.how) || !subject.isRecognised ? subject.reason : "rule-told";
}

const isWatched = ({ category, isRecognised }: SightedSubject): boolean =>
  category === "watchlist" && isRecognised;

function isSnoozed({ target, until }: Snooze, subject: SightedSubject, sighted: Sighted): boolean {
  if (sighted.at >= until) return false;
  if ("personId" in target) return subject.personIds.includes(target.personId);
  const isHere = "all" in target || target.cameraId === sighted.cameraId;
  return isHere && !isWatched(subject);
}

const asData = ({ target, until }: Snooze) => ({ target, until: until.toISOString() });

function isCoolingDown(
  { ruleId, cooldownMinutes, whom }: AlertRule,
  subject: SightedSubject,
  { at }: Sighted,
  { alerts }: Held,
): boolean {
  if (cooldownMinutes === 0 || (whom.kind === "anybody" && isWatched(subject))) return false;
  return alerts.some(
    (alert) =>
      alert.ruleId === ruleId &&
      Math.abs(at.getTime() - alert.at.getTime()) < cooldownMinutes * MINUTE_MS,
  );
}
