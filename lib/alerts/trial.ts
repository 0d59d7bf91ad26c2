import { decide } from "./policy.ts";
import { isOnWatchlist, type VisitKnowledge, type Visitor } from "./sightings.ts";
import type { AlertPlan, How } from "./types.ts";

/** How far back a plan is tried. */
export const TRIAL_DAYS = 30;

/** Of more visits that would have been told otherwise only the newest are listed. */
const LISTED_CHANGES = 100;

/** A visit as it stood once everything of it was known. */
export type PastVisit = {
  visitId: string;
  /** Its first event, whose page tells of the visit. */
  eventId: string;
  cameraName: string;
  knowledge: VisitKnowledge;
  /** An alert could not wait for its recording then, and could not now. */
  hadToGoOut: boolean;
};

/** How many visits were told how. */
export type Tally = Record<How, number>;

/** A visit that a member would have been told of otherwise. */
export type TriedVisit = {
  visitId: string;
  eventId: string;
  /** ISO 8601. */
  at: string;
  cameraName: string;
  /** Of those who have one; strangers are counted. */
  names: string[];
  strangers: number;
  isWatched: boolean;
  before: How;
  after: How;
};

/** What a plan would have meant. */
export type Trial = {
  visits: number;
  before: Tally;
  after: Tally;
  /** Visits of the Watchlist that the new plan would not have told of at once. */
  missedWatchlist: number;
  changed: number;
  /** Those of the Watchlist first, then newest first. */
  changes: TriedVisit[];
};

/**
 * What a plan would have meant in the past, beside the present one: decided by the very function that
 * decides events. Snoozes are left out: they are over.
 *
 * @param visits oldest first
 * @param timeZone IANA name of the household's zone
 */
export function tryPlan(
  visits: readonly PastVisit[],
  plans: { present: AlertPlan; next: AlertPlan },
  timeZone: string,
): Trial {
  const before = replay(visits, plans.present, timeZone);
  const after = replay(visits, plans.next, timeZone);
  const tried = visits.map((visit, index) =>
    triedVisit(visit, before[index] ?? "never", after[index] ?? "never"),
  );
  const changes = tried.filter((visit) => visit.before !== visit.after).toReversed();
  return {
    visits: visits.length,
    before: tallyOf(before),
    after: tallyOf(after),
    missedWatchlist: tried.filter(({ isWatched, after: how }) => isWatched && !isTold(how)).length,
    changed: changes.length,
    changes: changes
      .toSorted((a, b) => Number(b.isWatched) - Number(a.isWatched))
      .slice(0, LISTED_CHANGES),
  };
}

const isTold = (how: How) => how === "aloud" || how === "quietly";

const nothingTold = { ranks: [], heard: [], isOutdated: false };

function replay(visits: readonly PastVisit[], plan: AlertPlan, timeZone: string): How[] {
  const lastAlert = new Map<string, Date>();
  return visits.map(({ knowledge, hadToGoOut }) => {
    const alerts = [...lastAlert].map(([ruleId, at]) => ({ ruleId, at }));
    const wishes = { plan, snoozes: [], alerts, timeZone };
    const decisions = [
      ...(hadToGoOut ? [{ ...knowledge, visitors: [], sight: "waiting" } as const] : []),
      knowledge,
    ].map((known) => decide(known, nothingTold, wishes));
    for (const { notify, ruleId } of decisions)
      if (notify && ruleId) lastAlert.set(ruleId, knowledge.at);
    return loudestOf(decisions);
  });
}

function loudestOf(decisions: readonly ReturnType<typeof decide>[]): How {
  if (decisions.some(({ notify, silent }) => notify && !silent)) return "aloud";
  if (decisions.some(({ notify }) => notify)) return "quietly";
  return decisions.some(({ reason }) => reason === "rule-digest") ? "digest" : "never";
}

function tallyOf(told: readonly How[]): Tally {
  const tally: Tally = { aloud: 0, quietly: 0, digest: 0, never: 0 };
  for (const how of told) tally[how] += 1;
  return tally;
}

function triedVisit(
  { visitId, eventId, cameraName, knowledge }: PastVisit,
  before: How,
  after: How,
): TriedVisit {
  const names = knowledge.visitors.flatMap((visitor) => nameOf(visitor) ?? []);
  return {
    ...{ visitId, eventId, cameraName, names, before, after },
    at: knowledge.at.toISOString(),
    strangers: knowledge.visitors.length - names.length,
    isWatched: knowledge.visitors.some(isOnWatchlist),
  };
}

const nameOf = ({ name, probably }: Visitor) => name ?? probably?.name;
