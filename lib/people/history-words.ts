import type { Act } from "#lib/identity/act.ts";

const categoryWords = {
  familiar: "Familiar",
  watchlist: "Watchlist",
  unknown: "Unknown",
} as const;

/** What somebody is called within a sentence. */
export type NameOf = (personId: string) => string;

const facesWords = (count: number) => (count === 1 ? "A face was" : `${count} faces were`);

/** An act of the identity ledger as a sentence. */
export function historySentence(act: Act, nameOf: NameOf): string {
  switch (act.act) {
    case "recognise":
      return "First seen.";
    case "re-recognise":
      if (act.match === "unknown")
        return `${facesWords(act.faceIds.length)} found to be like nobody whom Kith knows.`;
      return act.suggestedPersonId
        ? `${facesWords(act.faceIds.length)} found to be probably ${nameOf(act.suggestedPersonId)}'s.`
        : `${facesWords(act.faceIds.length)} found to be ${nameOf(act.personId)}'s.`;
    case "confirm":
    case "assign":
      return `${facesWords(act.faceIds.length)} said to be ${nameOf(act.personId)}'s.`;
    case "split":
      return `${facesWords(act.faceIds.length)} split off: somebody else's.`;
    case "reject":
      return `${facesWords(act.faceIds.length)} said not to be ${nameOf(act.personId)}'s.`;
    case "not-a-face":
      return act.faceIds.length === 1
        ? "A picture was said to show no face."
        : `${act.faceIds.length} pictures were said to show no face.`;
    case "merge":
      return `${capitalised(nameOf(act.personId))} was merged into ${nameOf(act.intoPersonId)}.`;
    default:
      return aboutPerson(act);
  }
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

type PersonAct = Extract<Act, { act: "name" | "categorise" | "mark-child" | "hide" | "forget" }>;

function aboutPerson(act: PersonAct): string {
  switch (act.act) {
    case "name":
      if (act.name === null) return `The name ${act.before} was taken away.`;
      return act.before === null
        ? `Named ${act.name}.`
        : `Renamed from ${act.before} to ${act.name}.`;
    case "categorise":
      return `Put among ${categoryWords[act.category]}.`;
    case "mark-child":
      return act.isChild ? "Marked as a child." : "Not a child any more.";
    case "hide":
      return act.isHidden ? "Hidden." : "Shown again.";
    case "forget":
      return "To be forgotten.";
  }
}

/** What taking the act back would do. */
export function undoSentence(act: Act, nameOf: NameOf): string {
  switch (act.act) {
    case "recognise":
      return "";
    case "name":
      return act.before === null ? "Takes the name away." : `Gives the name ${act.before} back.`;
    case "categorise":
      return "Puts them back where they were.";
    case "mark-child":
      return act.isChild ? "Treats them as an adult." : "Treats them as a child.";
    case "hide":
      return act.isHidden ? "Shows them again." : "Hides them again.";
    case "merge":
      return `Makes two people of them again: ${nameOf(act.personId)} and ${nameOf(act.intoPersonId)}, each with their faces.`;
    case "forget":
      return "Keeps them.";
    case "not-a-face":
      return "Counts it as a face again.";
    case "re-recognise":
      if (act.match === "unknown") return undoLostSentence(act, nameOf);
      return `Puts it back, and Kith learns that it is not ${nameOf(act.suggestedPersonId ?? act.personId)}.`;
    default:
      return act.faceIds.length === 1
        ? "Puts the face back to whom it was given before."
        : "Puts the faces back to whom they were given before.";
  }
}

/** A question that does not arise any more cannot be asked again. */
function undoLostSentence(
  { personId, fromPersonIds: [from] }: Extract<Act, { act: "re-recognise" }>,
  nameOf: NameOf,
): string {
  if (!from || from === personId) return "";
  return `Puts it back, and Kith learns that it is ${nameOf(from)}.`;
}
