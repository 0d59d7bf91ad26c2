import { isOnWatchlist, type VisitKnowledge, type Visitor } from "#lib/alerts/sightings.ts";
import { clockNamed, clockWords, minutesOfDay } from "#messages/clock.ts";
import { formatTag } from "#messages/locale.ts";
import { localeOf, type PushTranslator, pushTranslator } from "./translator.ts";

function nameOf({ name, probably, seenBefore }: Visitor, t: PushTranslator): string {
  if (name) return name;
  if (probably) return t(probably.isChild ? "probablyChild" : "probably", { name: probably.name });
  return t(seenBefore === 0 ? "somebodyNew" : "nameless");
}

/** The first letter large, after what a language puts before it ("¿"). */
const capitalised = (text: string) => text.replace(/\p{L}/u, (letter) => letter.toUpperCase());

/** "Anna, Bo and somebody new"; several strangers are counted. */
function everybody(visitors: readonly Visitor[], locale: string, t: PushTranslator): string {
  const known = visitors.filter(({ name, probably }) => name || probably);
  const others = visitors.filter(({ name, probably }) => !name && !probably);
  const strangers =
    others.length > 1
      ? [t("strangers", { count: others.length })]
      : others.map((visitor) => nameOf(visitor, t));
  const all = [...known.map((visitor) => nameOf(visitor, t)), ...strangers];
  return all.length === 0 ? t("somebody") : listOf(all, locale);
}

const listOf = (parts: readonly string[], locale: string) =>
  new Intl.ListFormat(formatTag(localeOf(locale))).format(parts);

/** Who reads it: language and clock of the account, and the IANA name of the household's zone. */
export type Reader = { locale: string; clock: string; timeZone: string };

/** "17:42" in the household's zone, by the reader's clock. */
export function timeWords(at: Date, { locale, clock, timeZone }: Reader): string {
  const teller = { locale: localeOf(locale), clock: clockNamed(clock) };
  return clockWords(minutesOfDay(at, timeZone), teller);
}

/**
 * What a notification says: who as title; where, when and how well known as body.
 */
export function messageFor(
  knowledge: VisitKnowledge,
  where: { cameraName: string; occurredAt: Date },
  reader: Reader,
): { title: string; body: string } {
  const t = pushTranslator(reader.locale);
  const who = capitalised(everybody(knowledge.visitors, reader.locale, t));
  const watched = knowledge.visitors.some(isOnWatchlist);
  const place = t(knowledge.pressed ? "rangAt" : "seenAt", {
    camera: where.cameraName,
    time: timeWords(where.occurredAt, reader),
  });
  return {
    title: watched ? t("watched", { who }) : who,
    body: [place, familiarity(knowledge, t), whyNoName(knowledge, t)].filter(Boolean).join(" "),
  };
}

/** How often somebody without a name was seen who came alone. */
function familiarity({ visitors }: VisitKnowledge, t: PushTranslator): string {
  const [only] = visitors;
  const isNameless = visitors.length === 1 && only && !only.name;
  return isNameless && only.seenBefore > 0 ? t("seenBefore", { count: only.seenBefore }) : "";
}

function whyNoName({ visitors, sight }: VisitKnowledge, t: PushTranslator): string {
  if (visitors.length > 0) return "";
  if (sight === "waiting") return t("stillLooking");
  return t(sight === "unseen" ? "noRecording" : "noFace");
}
