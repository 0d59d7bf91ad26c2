import type { PersonCategory } from "#lib/identity/act.ts";

/** Somebody whom a visit showed. */
export type Visitor = {
  name: string | null;
  category: PersonCategory;
  /** The named person whom this one probably is. */
  probably: { name: string; category: PersonCategory; isChild: boolean } | null;
  /** Earlier visits in which the same face was seen. */
  seenBefore: number;
};

/** What is known of a visit when one of its events is decided. */
export type VisitKnowledge = {
  visitors: readonly Visitor[];
  /** Also somebody of whom the household wants to hear nothing; none of the visitors. */
  sawHidden: boolean;
  /** Whether anybody in the visit has pressed a doorbell. */
  pressed: boolean;
  /**
   * "looked": the event's recording was analysed. "waiting": the deadline came first. "unseen": there
   * is no recording, or none that could be read.
   */
  sight: "looked" | "waiting" | "unseen";
  /** The event is older than an alert may be. */
  late: boolean;
  /** The household's settings had the camera not look at this. */
  cameraOff: boolean;
};

/** What this member was already told of the visit. */
export type AlreadyTold = {
  /** The alerts' ranks in their order, none when nothing was told. The last one is what stands. */
  ranks: readonly number[];
  /** Of those since the last correction, the ones that made a sound. */
  heard: readonly number[];
  /**
   * The last alert was made from a still, the recording has been looked at since, and the message
   * would now be another one.
   */
  isOutdated: boolean;
};

export type Reason =
  | "watchlist"
  | "unknown-person"
  | "probably-child"
  | "child-with-familiar"
  | "pressed-no-face"
  | "not-recognised-in-time"
  | "could-not-look"
  | "corrects-earlier"
  | "saw-more"
  | "familiar"
  | "hidden"
  | "no-face"
  | "late"
  | "camera-off"
  | "already-told";

export type Decision = { notify: boolean; reason: Reason; rank: number; silent: boolean };

/** How much there is to tell: a later result of the same visit is told only when it ranks higher. */
export const RANK = {
  nothing: 0,
  somebody: 1,
  somebodyRang: 2,
  /** Replaces a text without a name, and gives way to any other visitor. */
  probablyChild: 2,
  visitor: 3,
  visitorRang: 4,
  watchlist: 5,
} as const;

const isRing = (rank: number) => rank === RANK.somebodyRang || rank === RANK.visitorRang;

/**
 * Whether a member of the household hears of an event, and why.
 *
 * Familiar people and hidden ones raise no alert; who is probably a Familiar child makes no sound. Where
 * recognition did not come to an end in time, or could not, the alert goes out without it (fails open). A still that shows somebody decides early; the recording has
 * the last word. One visit makes one sound; what is learnt later replaces the text silently, except
 * that Watchlist, and a bell that rings after a mere movement, are always heard.
 */
export function decide(knowledge: VisitKnowledge, told: AlreadyTold): Decision {
  const wanted = withoutHistory(knowledge);
  const toldRank = told.ranks.at(-1) ?? RANK.nothing;
  if (wanted.notify) {
    if (wanted.rank > toldRank)
      return { ...wanted, silent: wanted.silent || !isHeard(wanted.rank, told.heard) };
    return told.isOutdated ? silently("saw-more", wanted.rank) : suppress("already-told");
  }
  const isKnown = wanted.reason === "familiar" || wanted.reason === "child-with-familiar";
  const corrects = isKnown && toldRank > RANK.nothing;
  return corrects ? silently("corrects-earlier", RANK.nothing) : wanted;
}

/** Whether an alert is news enough for a sound. After a correction the visit is told anew. */
function isHeard(rank: number, heard: readonly number[]): boolean {
  if (heard.length === 0 || rank === RANK.watchlist) return true;
  return isRing(rank) && !heard.some(isRing);
}

function withoutHistory(knowledge: VisitKnowledge): Decision {
  const { pressed } = knowledge;
  const somebody = pressed ? RANK.somebodyRang : RANK.somebody;
  if (knowledge.late) return suppress("late");
  if (knowledge.cameraOff) return suppress("camera-off");
  if (knowledge.visitors.some(isOnWatchlist)) return notify("watchlist", RANK.watchlist);
  if (knowledge.visitors.some(isUnknown)) return aboutUnknown(knowledge);
  if (knowledge.visitors.length > 0) return suppress("familiar");
  if (knowledge.sawHidden) return suppress("hidden");
  if (knowledge.sight === "waiting") return notify("not-recognised-in-time", somebody);
  if (knowledge.sight === "unseen") return notify("could-not-look", somebody);
  return pressed ? notify("pressed-no-face", RANK.visitorRang) : suppress("no-face");
}

const isUnknown = ({ category }: Visitor) => category === "unknown";

function aboutUnknown({ visitors, pressed }: VisitKnowledge): Decision {
  if (pressed) return notify("unknown-person", RANK.visitorRang);
  const unknown = visitors.filter(isUnknown);
  if (!unknown.every(isProbablyOurChild)) return notify("unknown-person", RANK.visitor);
  return unknown.length < visitors.length
    ? suppress("child-with-familiar")
    : silently("probably-child", RANK.probablyChild);
}

/** Also somebody who is only probably on the watchlist: that doubt is the household's to settle. */
export function isOnWatchlist({ category, probably }: Visitor): boolean {
  return category === "watchlist" || probably?.category === "watchlist";
}

/**
 * A child is never named by its face alone, so one who lives here is asked about every day: no reason
 * for a sound, but as children look alike, one to tell of.
 */
const isProbablyOurChild = ({ probably }: Visitor): boolean =>
  probably?.isChild === true && probably.category === "familiar";

const notify = (reason: Reason, rank: number): Decision => ({
  notify: true,
  reason,
  rank,
  silent: false,
});

/** Without a sound, as what replaces the text that stands. */
const silently = (reason: Reason, rank: number): Decision => ({
  notify: true,
  reason,
  rank,
  silent: true,
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
  "probably-child": "Told without a sound: probably a child who is Familiar.",
  "child-with-familiar": "Not told: Familiar people, and probably a child who is.",
  "pressed-no-face": "Told: the doorbell rang and no face was seen.",
  "not-recognised-in-time": "Told without a name: recognition took too long.",
  "could-not-look": "Told without a name: there was no recording that could be read.",
  "corrects-earlier": "Replaced the earlier message: it was somebody Familiar.",
  "saw-more": "Replaced the earlier message: the recording showed more than the first picture.",
  familiar: "Not told: only Familiar people.",
  hidden: "Not told: only people you have hidden.",
  "no-face": "Not told: movement without a face.",
  late: "Not told: the news came too late to be of use.",
  "camera-off": "Not told: Kith was not to look at this.",
  "already-told": "Not told again: already told of this visit.",
} satisfies Record<Reason, string>;
