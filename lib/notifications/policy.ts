import type { PersonCategory } from "#lib/people/types.ts";

/** Somebody whom a visit showed. */
export type Visitor = {
  name: string | null;
  category: PersonCategory;
  /** The named person whom this one probably is. */
  probably: { name: string; category: PersonCategory } | null;
  /** Earlier visits in which the same face was seen. */
  seenBefore: number;
};

/** What is known of a visit when one of its events is decided. */
export type VisitKnowledge = {
  visitors: readonly Visitor[];
  /** Whether anybody in the visit has pressed a doorbell. */
  pressed: boolean;
  /**
   * "looked": the event's recording was analysed. "waiting": the deadline came first. "unseen": there
   * is no recording, or none that could be read.
   */
  sight: "looked" | "waiting" | "unseen";
  /** The event is older than an alert may be. */
  late: boolean;
  /** The camera was switched off by the owner. */
  cameraOff: boolean;
};

/** What this member was already told of the visit. Rank 0: nothing. */
export type AlreadyTold = { rank: number; corrected: boolean };

export type Reason =
  | "watchlist"
  | "unknown-person"
  | "pressed-no-face"
  | "not-recognised-in-time"
  | "could-not-look"
  | "corrects-earlier"
  | "familiar"
  | "no-face"
  | "late"
  | "camera-off"
  | "already-told";

export type Decision = { notify: boolean; reason: Reason; rank: number; silent: boolean };

/** How much there is to tell: a later result of the same visit is told only when it ranks higher. */
const RANK = { nothing: 0, somebody: 1, visitor: 2, watchlist: 3 } as const;

/**
 * Whether a member of the household hears of an event, and why.
 *
 * Familiar people raise no alert. Where recognition did not come to an end in time, or could not, the
 * alert goes out without it (fails open). One visit makes one sound; what is learnt later replaces the
 * text silently, except that Watchlist is always heard.
 */
export function decide(knowledge: VisitKnowledge, told: AlreadyTold): Decision {
  const wanted = withoutHistory(knowledge);
  if (wanted.notify) {
    if (wanted.rank <= told.rank) return suppress("already-told");
    const silent = told.rank > RANK.nothing && wanted.rank < RANK.watchlist;
    return { ...wanted, silent };
  }
  const corrects = wanted.reason === "familiar" && told.rank === RANK.somebody && !told.corrected;
  return corrects ? { ...notify("corrects-earlier", RANK.somebody), silent: true } : wanted;
}

function withoutHistory(knowledge: VisitKnowledge): Decision {
  if (knowledge.late) return suppress("late");
  if (knowledge.cameraOff) return suppress("camera-off");
  if (knowledge.visitors.some(isOnWatchlist)) return notify("watchlist", RANK.watchlist);
  if (knowledge.visitors.some(({ category }) => category === "unknown"))
    return notify("unknown-person", RANK.visitor);
  if (knowledge.visitors.length > 0) return suppress("familiar");
  if (knowledge.sight === "waiting") return notify("not-recognised-in-time", RANK.somebody);
  if (knowledge.sight === "unseen") return notify("could-not-look", RANK.somebody);
  return knowledge.pressed ? notify("pressed-no-face", RANK.visitor) : suppress("no-face");
}

/** Also somebody who is only probably on the watchlist: that doubt is the household's to settle. */
export function isOnWatchlist({ category, probably }: Visitor): boolean {
  return category === "watchlist" || probably?.category === "watchlist";
}

const notify = (reason: Reason, rank: number): Decision => ({
  notify: true,
  reason,
  rank,
  silent: false,
});

const suppress = (reason: Reason): Decision => ({
  notify: false,
  reason,
  rank: RANK.nothing,
  silent: false,
});

/** The reason as a sentence for the people of the household. */
export const reasonSentence = {
  watchlist: "Told: somebody on the watchlist.",
  "unknown-person": "Told: somebody you have not named as Familiar.",
  "pressed-no-face": "Told: the doorbell rang and no face was seen.",
  "not-recognised-in-time": "Told without a name: recognition took too long.",
  "could-not-look": "Told without a name: there was no recording that could be read.",
  "corrects-earlier": "Replaced the earlier message: it was somebody Familiar.",
  familiar: "Not told: only Familiar people.",
  "no-face": "Not told: movement without a face.",
  late: "Not told: the news came too late to be of use.",
  "camera-off": "Not told: the camera is switched off in Kith.",
  "already-told": "Not told again: already told of this visit.",
} satisfies Record<Reason, string>;
