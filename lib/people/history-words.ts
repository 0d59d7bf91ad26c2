import { createTranslator } from "use-intl/core";
import type { Act } from "#lib/identity/act.ts";
import { catalogue } from "#messages/catalogue.ts";
import { formatTag, type Locale } from "#messages/locale.ts";

/** What somebody is called within a sentence. */
export type NameOf = (personId: string) => string;

/** The language and zone in which a history is told. */
export type Telling = { locale: Locale; timeZone: string };

export const historyTranslator = (locale: Locale) =>
  createTranslator({ locale, messages: catalogue[locale], namespace: "history" });

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** An act of the identity ledger as a sentence. */
export function historySentence(act: Act, nameOf: NameOf, telling: Telling): string {
  return upperFirst(
    "faceIds" in act ? aboutFaces(act, nameOf, telling) : aboutPerson(act, nameOf, telling),
  );
}

type FacesAct = Extract<Act, { faceIds: readonly string[] }>;
type PersonAct = Exclude<Act, FacesAct>;

function aboutFaces(act: FacesAct, nameOf: NameOf, { locale }: Telling): string {
  const t = historyTranslator(locale);
  const count = act.faceIds.length;
  switch (act.act) {
    case "recognise":
      return t("done.recognise");
    case "re-recognise":
      if (act.match === "unknown") return t("done.lost", { count });
      return act.suggestedPersonId
        ? t("done.probably", { count, name: nameOf(act.suggestedPersonId) })
        : t("done.found", { count, name: nameOf(act.personId) });
    case "confirm":
    case "assign":
      return t("done.given", { count, name: nameOf(act.personId) });
    case "split":
      return t("done.split", { count });
    case "reject":
      return t("done.rejected", { count, name: nameOf(act.personId) });
    case "not-a-face":
      return t("done.noFace", { count });
  }
}

function aboutPerson(act: PersonAct, nameOf: NameOf, telling: Telling): string {
  const t = historyTranslator(telling.locale);
  switch (act.act) {
    case "name":
      if (act.name === null) return t("done.nameless", { before: act.before ?? "" });
      return act.before === null
        ? t("done.named", { name: act.name })
        : t("done.renamed", { before: act.before, name: act.name });
    case "categorise":
      return categorised(act, telling);
    case "expire":
      return t("done.ended");
    case "mark-child":
      return t(act.isChild ? "done.child" : "done.noChild");
    case "hide":
      return t(act.isHidden ? "done.hidden" : "done.shown");
    case "forget":
      return t("done.forgotten");
    case "merge":
      return t("done.merged", { name: nameOf(act.personId), into: nameOf(act.intoPersonId) });
    case "two-people":
      return t("done.twoPeople", { name: nameOf(act.personId), other: nameOf(act.otherPersonId) });
  }
}

function categorised(
  { category, note, until }: Extract<Act, { act: "categorise" }>,
  { locale, timeZone }: Telling,
): string {
  const t = historyTranslator(locale);
  const name = t(`category.${category}`);
  const sentence = until
    ? t("done.categorisedUntil", { category: name, date: lastDay(until, locale, timeZone) })
    : t("done.categorised", { category: name });
  return note ? t("done.withNote", { sentence, note }) : sentence;
}

/** "3 December 2026", for an end at the midnight after it. */
const lastDay = (until: string, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(formatTag(locale), { dateStyle: "long", timeZone }).format(
    Date.parse(until) - 1,
  );

/** What taking the act back would do; empty where it cannot be taken back. */
export function undoSentence(act: Act, nameOf: NameOf, { locale }: Telling): string {
  const t = historyTranslator(locale);
  switch (act.act) {
    case "recognise":
      return "";
    case "name":
      return act.before === null ? t("undo.namedFirst") : t("undo.named", { before: act.before });
    case "categorise":
      return t("undo.categorised");
    case "expire":
      return t("undo.ended");
    case "mark-child":
      return t(act.isChild ? "undo.child" : "undo.noChild");
    case "hide":
      return t(act.isHidden ? "undo.hidden" : "undo.shown");
    case "merge":
      return t("undo.merged", { name: nameOf(act.personId), into: nameOf(act.intoPersonId) });
    case "two-people":
      return t("undo.twoPeople", { name: nameOf(act.personId), other: nameOf(act.otherPersonId) });
    case "forget":
      return t("undo.forgotten");
    case "not-a-face":
      return t("undo.noFace");
    case "re-recognise":
      return undoneLook(act, nameOf, locale);
    default:
      return t("undo.faces", { count: act.faceIds.length });
  }
}

/** A question that does not arise any more cannot be asked again. */
function undoneLook(
  {
    match,
    personId,
    suggestedPersonId,
    fromPersonIds: [from],
  }: Extract<Act, { act: "re-recognise" }>,
  nameOf: NameOf,
  locale: Locale,
): string {
  const t = historyTranslator(locale);
  const isTaken = match === "unknown" || suggestedPersonId === from;
  if (!isTaken) return t("undo.isNot", { name: nameOf(suggestedPersonId ?? personId) });
  return !from || from === personId ? "" : t("undo.is", { name: nameOf(from) });
}
