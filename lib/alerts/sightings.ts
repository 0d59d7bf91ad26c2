import type { EventOutcome } from "#lib/events/types.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { RANK, type Reason } from "./reasons.ts";
import type { Subject } from "./ruling.ts";
import type { AlertRule, How } from "./types.ts";

/** Somebody whom a visit showed. */
export type Visitor = {
  personId: string;
  name: string | null;
  category: PersonCategory;
  /** The named person whom this one probably is. */
  probably: { personId: string; name: string; category: PersonCategory; isChild: boolean } | null;
  /** Earlier visits in which the same face was seen, of somebody without a name; otherwise 0. */
  seenBefore: number;
  /** The cameras that showed them during the visit. */
  cameraIds: readonly string[];
};

/** What is known of a visit when one of its events is decided. */
export type VisitKnowledge = {
  /** The event's camera and time. */
  cameraId: string;
  at: Date;
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

/** What an event's outcome, null while it is on its way, says about who could be seen. */
export function sightOf(outcome: EventOutcome | null): VisitKnowledge["sight"] {
  if (outcome === null) return "waiting";
  return outcome === "recognised" || outcome === "no_face" ? "looked" : "unseen";
}

/** One that somebody may be, with what holds for them where no rule says otherwise. */
export type SightedSubject = Subject & {
  how: How;
  reason: Reason;
  /** How much there is to tell, should they be told of. */
  rank: number;
  /** False for one of all those who may have stood before a camera that nobody could look through. */
  isRecognised: boolean;
};

export type Sighting = { cameraId: string; subject: SightedSubject };

/**
 * All that a visit may be told for, one entry for everybody whom a visitor may be, at each camera. There
 * is always one at least.
 */
export function sightingsIn(knowledge: VisitKnowledge, rules: readonly AlertRule[]): Sighting[] {
  const { visitors, cameraId } = knowledge;
  if (visitors.length === 0)
    return withoutFace(knowledge, rules).map((subject) => ({ cameraId, subject }));
  return visitors.flatMap((visitor) =>
    subjectsOf(visitor, knowledge).flatMap((subject) =>
      visitor.cameraIds.map((seenBy) => ({ cameraId: seenBy, subject })),
    ),
  );
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

/** Who is only probably somebody may be both: the louder one counts. */
function subjectsOf(visitor: Visitor, knowledge: VisitKnowledge): SightedSubject[] {
  const { personId, category, probably } = visitor;
  if (category !== "unknown") return [known([personId], category)];
  if (!probably) return [stranger(personId, knowledge)];
  const personIds = [probably.personId, personId];
  if (isProbablyOurChild(visitor)) return [ourChild(personIds, knowledge)];
  return [
    stranger(personId, knowledge),
    probably.category === "unknown"
      ? { ...stranger(personId, knowledge), personIds }
      : known(personIds, probably.category),
  ];
}

const known = (
  personIds: readonly string[],
  category: "familiar" | "watchlist",
): SightedSubject => ({
  ...{ personIds, category, isRecognised: true },
  ...(category === "watchlist"
    ? { how: "aloud", reason: "watchlist", rank: RANK.watchlist }
    : { how: "never", reason: "familiar", rank: RANK.familiar }),
});

const stranger = (personId: string, { pressed }: VisitKnowledge): SightedSubject => ({
  ...{ personIds: [personId], category: "unknown", isRecognised: true },
  ...{ how: "aloud", reason: "unknown-person" },
  rank: pressed ? RANK.visitorRang : RANK.visitor,
});

function ourChild(
  personIds: readonly string[],
  { pressed, visitors }: VisitKnowledge,
): SightedSubject {
  const subject = { personIds, category: "familiar", isRecognised: true } as const;
  if (pressed)
    return { ...subject, how: "aloud", reason: "unknown-person", rank: RANK.visitorRang };
  const rank = RANK.probablyChild;
  return visitors.some(({ category }) => category !== "unknown")
    ? { ...subject, how: "never", reason: "child-with-familiar", rank }
    : { ...subject, how: "quietly", reason: "probably-child", rank };
}

function withoutFace(
  { pressed, sight }: VisitKnowledge,
  rules: readonly AlertRule[],
): SightedSubject[] {
  const rank = pressed ? RANK.somebodyRang : RANK.somebody;
  if (sight !== "looked") {
    const reason = sight === "waiting" ? "not-recognised-in-time" : "could-not-look";
    return anybody(rules).map((subject) => ({ ...subject, reason, rank, isRecognised: false }));
  }
  const subject = { personIds: [], category: null, isRecognised: true };
  return pressed
    ? [{ ...subject, how: "aloud", reason: "pressed-no-face", rank: RANK.visitorRang }]
    : [{ ...subject, how: "never", reason: "no-face", rank }];
}

/** Everybody who may have been there, as far as rules tell them apart. */
const anybody = (rules: readonly AlertRule[]): (Subject & { how: How })[] => [
  { personIds: [], category: "unknown", how: "aloud" },
  { personIds: [], category: "watchlist", how: "aloud" },
  { personIds: [], category: "familiar", how: "never" },
  ...rules.flatMap(({ whom }) =>
    whom.kind === "person"
      ? [{ personIds: [whom.personId], category: "familiar", how: "never" } as const]
      : [],
  ),
];
