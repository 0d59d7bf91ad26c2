import type { useTranslations } from "next-intl";
import {
  type EventFace,
  type EventSummary,
  MOST_COUNTED,
  type VisitSummary,
} from "#lib/events/types.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { formatTag, type Locale } from "#messages/locale.ts";
import { type OutcomeTranslator, outcomeWords } from "./outcome-words.ts";

/** Watchlist before Familiar before Unknown: the order in which a visit names and shows people. */
const order: Record<PersonCategory, number> = { watchlist: 0, familiar: 1, unknown: 2 };

/** What asks most for a look comes first: a stranger beside Anna colours the visit. */
export const concern: Record<PersonCategory, number> = { watchlist: 0, unknown: 1, familiar: 2 };

/** One face a person, best seen first within a person; Watchlist before Familiar before Unknown. */
export function guestsOf(visit: Pick<VisitSummary, "events">): EventFace[] {
  const byPerson = new Map<string, EventFace>();
  for (const face of visit.events.flatMap(({ faces }) => faces)) {
    const known = byPerson.get(face.person.personId);
    if (!known || face.quality > known.quality) byPerson.set(face.person.personId, face);
  }
  return [...byPerson.values()].sort((a, b) => order[a.person.category] - order[b.person.category]);
}

/** The category that colours a visit: the one of greatest concern; null without a guest. */
export function visitCategory(visit: Pick<VisitSummary, "events">): PersonCategory | null {
  return gravest(guestsOf(visit).map(({ person }) => person.category));
}

/** The category of greatest concern; null without any. */
export const gravest = (categories: readonly PersonCategory[]): PersonCategory | null =>
  categories.toSorted((a, b) => concern[a] - concern[b])[0] ?? null;

/** What visits are told in. */
export type Words = {
  t: ReturnType<typeof useTranslations<"visits">>;
  outcomes: OutcomeTranslator;
  locale: Locale;
};

/** What somebody without a name is called, and several such. */
type Anonymous = "watched" | "nameless" | "newcomer";

function anonymous({ person }: EventFace): Anonymous {
  if (person.category === "watchlist") return "watched";
  return person.visitCount > 1 ? "nameless" : "newcomer";
}

/** The name, also one that is only likely; null without. */
function nameIn({ t }: Words, { person, match, suggested }: EventFace): string | null {
  if (person.name) return person.name;
  return match === "ask" && suggested?.name ? t("probably", { name: suggested.name }) : null;
}

/** Who a face is: "Anna", "probably Anna", "somebody new". */
export const guestWords = (words: Words, face: EventFace): string =>
  nameIn(words, face) ?? words.t(anonymous(face), { count: 1 });

function together(words: Words, guests: readonly EventFace[]): string {
  const named = guests.flatMap((guest) => nameIn(words, guest) ?? []);
  const others = guests.filter((guest) => nameIn(words, guest) === null).map(anonymous);
  const counted = [...new Set(others)].map((kind) =>
    words.t(kind, { count: others.filter((each) => each === kind).length }),
  );
  const all = [...new Set(named), ...counted];
  // A list is slow to make, and of most visits there is none.
  if (all.length < 2) return all[0] ?? "";
  return new Intl.ListFormat(formatTag(words.locale)).format(all);
}

const commonPlace =
  /^(?:(?:front|back|side|rear|main|garden|garage|upper|lower)\s)?(?:door|gate|garden|yard|porch|driveway|drive|garage|hall|hallway|patio|deck|entrance|stairs|street|path|doorbell|camera)$/i;

/** "the front door" for a camera called "Front Door"; a name of one's own stays as it is. */
export function placeWords({ t, locale }: Pick<Words, "t" | "locale">, cameraName: string): string {
  const name = cameraName.trim();
  return locale === "en" && commonPlace.test(name)
    ? t("thePlace", { place: name.toLowerCase() })
    : name;
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "Anna came to the front door", "Somebody rang at the side gate", "Movement at the driveway". */
export function visitSentence(words: Words, visit: Pick<VisitSummary, "events">): string {
  const { t } = words;
  const guests = guestsOf(visit);
  const pressed = visit.events.find(({ kind }) => kind === "button_press");
  const place = placeWords(words, (pressed ?? visit.events[0])?.cameraName ?? "");
  if (guests.length === 0) return t(pressed ? "somebodyRang" : "movement", { place });
  const who = together(words, guests);
  return upperFirst(t(pressed ? "rang" : "came", { who, place, count: guests.length }));
}

/** "Seen twice in all"; null for who was not seen before. */
function seenWords({ t }: Words, { visitCount }: EventFace["person"]): string | null {
  if (visitCount < 2) return null;
  return t(visitCount < MOST_COUNTED ? "seenInAll" : "seenOften", { count: visitCount });
}

/** The line under the sentence: still looking, how well known, or why there is no face. */
export function visitNote(words: Words, visit: Pick<VisitSummary, "events">): string | null {
  const [only, ...others] = guestsOf(visit);
  if (only) return others.length > 0 || only.person.name ? null : seenWords(words, only.person);
  const telling = mostTelling(visit.events);
  return telling ? outcomeWords(words.outcomes, telling) : null;
}

/** Whether any event of the visit is still on its way. */
export const isLooking = (visit: Pick<VisitSummary, "events">): boolean =>
  visit.events.some(({ outcome }) => outcome === null);

function mostTelling(events: readonly EventSummary[]): EventSummary | undefined {
  return (
    events.find(({ outcome }) => outcome === null) ??
    events.find(({ outcome }) => outcome === "no_face") ??
    events[0]
  );
}

/** How sure Kith is that a face is who it says, in words. */
export function surenessWords(words: Words, { match, person, suggested }: EventFace): string {
  const { t } = words;
  if (person.name) return t(match === "named" ? "sure" : "namedByYou");
  if (match === "ask" && suggested?.name) return t("notSure");
  const seen = seenWords(words, person);
  return seen ? t("noNameYet", { seen }) : t("notSeenBefore");
}
