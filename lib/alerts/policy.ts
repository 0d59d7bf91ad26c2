import { byWeight, type Held, type Wish, wishFor } from "./holding.ts";
import { RANK, type Reason } from "./reasons.ts";
import { tells } from "./ruling.ts";
import { sightingsIn, type VisitKnowledge } from "./sightings.ts";
import type { Because } from "./types.ts";
import { wallTime } from "./wall-time.ts";

/** What this member was already told of the visit. */
export type AlreadyTold = {
  /** The alerts' ranks in their order, none when nothing was told. The last one is what stands. */
  ranks: readonly number[];
  /**
   * Of those since the last correction, the ones that made a sound; not of those whom only a rule has told,
   * so that a stranger who comes after somebody Familiar is heard.
   */
  heard: readonly number[];
  /**
   * The last alert was made from a still, the recording has been looked at since, and the message
   * would now be another one.
   */
  isOutdated: boolean;
};

/** What this member has set, and what it said of other visits. */
export type Wishes = Omit<Held, "isTold">;

export type Decision = {
  notify: boolean;
  reason: Reason;
  rank: number;
  silent: boolean;
  /** The rule that had the last word; null: Kith's own defaults had. */
  ruleId: string | null;
  /** What the household has set that the reason speaks of; null where nothing was. */
  because: Because | null;
};

const isRing = (rank: number) => rank === RANK.somebodyRang || rank === RANK.visitorRang;

/**
 * Whether a member of the household hears of an event, and why.
 *
 * Everybody whom the visit showed is judged on each camera that showed them, by the member's rules or
 * Kith's defaults; the loudest wish counts for the visit. Without rules Familiar people and hidden ones
 * raise no alert, and who is probably a Familiar child makes no sound. Where recognition did not come to
 * an end in time, or could not, the alert goes out without it (fails open): rules keep it back only where
 * they would keep it back whoever it was. A still that shows somebody decides early; the recording has
 * the last word. One visit makes one sound; what is learnt later replaces the text silently, except
 * that Watchlist, and a bell that rings after a mere movement, are always heard.
 */
export function decide(knowledge: VisitKnowledge, told: AlreadyTold, wishes: Wishes): Decision {
  const toldRank = told.ranks.at(-1) ?? RANK.nothing;
  const wanted = withoutHistory(knowledge, { ...wishes, isTold: toldRank > RANK.nothing });
  if (wanted.notify) {
    if (wanted.rank > toldRank || isFirstSound(wanted, told))
      return { ...wanted, silent: wanted.silent || !isHeard(wanted.rank, told.heard) };
    return told.isOutdated ? silently("saw-more", wanted) : suppress("already-told");
  }
  const corrects = isKnownToBe(wanted.reason, told) && toldRank > RANK.nothing;
  return corrects ? silently("corrects-earlier", { ...wanted, rank: RANK.nothing }) : wanted;
}

/** What stands was told without a sound, and this deserves one. */
const isFirstSound = ({ silent, reason }: Decision, { ranks, heard }: AlreadyTold): boolean =>
  !silent && reason !== "rule-told" && ranks.length > 0 && heard.length === 0;

/** Whether an alert is news enough for a sound. After a correction the visit is told anew. */
function isHeard(rank: number, heard: readonly number[]): boolean {
  if (heard.length === 0 || rank === RANK.watchlist) return true;
  return isRing(rank) && !heard.some(isRing);
}

/** Whether the recording has shown that nobody was there of whom the member wants to hear at once. */
function isKnownToBe(reason: Reason, { isOutdated }: AlreadyTold): boolean {
  if (reason === "rule-never" || reason === "rule-digest") return isOutdated;
  return reason === "familiar" || reason === "child-with-familiar";
}

function withoutHistory(knowledge: VisitKnowledge, held: Held): Decision {
  if (knowledge.late) return suppress("late");
  if (knowledge.cameraOff) return suppress("camera-off");
  if (knowledge.visitors.length === 0 && knowledge.sawHidden) return suppress("hidden");
  const time = wallTime(knowledge.at, held.timeZone);
  const wishes = sightingsIn(knowledge, held.plan.rules).map(({ cameraId, subject }) =>
    wishFor(subject, { cameraId, time, at: knowledge.at }, held),
  );
  return decisionOf(
    wishes.reduce((loudest, wish) => (byWeight(wish, loudest) < 0 ? wish : loudest)),
  );
}

function decisionOf({ how, rank, reason, because, ruleId }: Wish): Decision {
  const notify = tells(how);
  const standing = notify ? rank : RANK.nothing;
  return { notify, reason, rank: standing, silent: how === "quietly", ruleId, because };
}

/** Without a sound, as what replaces the text that stands. */
const silently = (reason: Reason, { rank, ruleId, because }: Decision): Decision => ({
  ...{ notify: true, reason, rank, silent: true, ruleId, because },
});

const suppress = (reason: Reason): Decision => ({
  ...{ notify: false, reason, rank: RANK.nothing, silent: false, ruleId: null, because: null },
});
