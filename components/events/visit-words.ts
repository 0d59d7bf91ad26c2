import { timesWords } from "#components/people/category-words.ts";
import type { EventFace, EventSummary, VisitSummary } from "#lib/events/types.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { outcomeWords } from "./outcome-words.ts";

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
  const categories = guestsOf(visit).map(({ person }) => person.category);
  return categories.sort((a, b) => concern[a] - concern[b])[0] ?? null;
}

/** Who a face is: "Anna", "probably Anna", "somebody new". */
export function guestWords({ person, match, suggested }: EventFace): string {
  if (person.name) return person.name;
  if (match === "ask" && suggested?.name) return `probably ${suggested.name}`;
  if (person.category === "watchlist") return "somebody on the watchlist";
  return person.visitCount > 1 ? "somebody without a name" : "somebody new";
}

const plurals: Record<string, (count: number) => string> = {
  "somebody new": (count) => `${count} new people`,
  "somebody without a name": (count) => `${count} people without a name`,
  "somebody on the watchlist": (count) => `${count} people on the watchlist`,
};

function together(guests: readonly EventFace[]): string {
  const counts = new Map<string, number>();
  for (const words of guests.map(guestWords)) counts.set(words, (counts.get(words) ?? 0) + 1);
  const words = [...counts].map(([each, count]) =>
    count > 1 ? (plurals[each]?.(count) ?? each) : each,
  );
  const last = words.at(-1) ?? "somebody";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${last}` : last;
}

const commonPlace =
  /^(?:(?:front|back|side|rear|main|garden|garage|upper|lower)\s)?(?:door|gate|garden|yard|porch|driveway|drive|garage|hall|hallway|patio|deck|entrance|stairs|street|path|doorbell|camera)$/i;

/** "the front door" for a camera called "Front Door"; a name of one's own stays as it is. */
export function placeWords(cameraName: string): string {
  const name = cameraName.trim();
  return commonPlace.test(name) ? `the ${name.toLowerCase()}` : name;
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "Anna came to the front door", "Somebody rang at the side gate", "Movement at the driveway". */
export function visitSentence(visit: Pick<VisitSummary, "events">): string {
  const guests = guestsOf(visit);
  const pressed = visit.events.find(({ kind }) => kind === "button_press");
  const place = placeWords((pressed ?? visit.events[0])?.cameraName ?? "the camera");
  if (guests.length > 0)
    return upperFirst(`${together(guests)} ${pressed ? "rang at" : "came to"} ${place}`);
  return pressed ? `Somebody rang at ${place}` : `Movement at ${place}`;
}

/** "Seen twice in all" for a single guest without a name; null where there is nothing to add. */
function familiarityWords(guests: readonly EventFace[]): string | null {
  const [only] = guests;
  if (guests.length !== 1 || !only || only.person.name) return null;
  const { visitCount } = only.person;
  return visitCount < 2 ? null : `Seen ${timesWords(visitCount)} in all`;
}

/** The line under the sentence: still looking, how well known, or why there is no face. */
export function visitNote(visit: Pick<VisitSummary, "events">): string | null {
  const guests = guestsOf(visit);
  if (guests.length > 0) return familiarityWords(guests);
  const telling = mostTelling(visit.events);
  return telling ? outcomeWords(telling) : null;
}

/** The event that a visit opens with: the one with most faces, of equals the first. */
export function leadingEvent(visit: Pick<VisitSummary, "events">): string {
  const sorted = visit.events.toSorted((a, b) => b.faces.length - a.faces.length);
  return sorted[0]?.eventId ?? "";
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
export function surenessWords({ match, person, suggested }: EventFace): string {
  if (person.name) return match === "named" ? "Sure" : "Named by you";
  if (match === "ask" && suggested?.name) return "Probably, not sure";
  return person.visitCount > 1
    ? `Seen ${timesWords(person.visitCount)} in all, no name yet`
    : "Not seen before";
}
