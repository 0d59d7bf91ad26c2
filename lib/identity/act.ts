import { z } from "zod";
import { personCategories } from "./category.ts";

export type { PersonCategory } from "./category.ts";

/**
 * Terminology
 *
 * - **act**: what a member of the household, or Kith itself, has done to identities.
 * - **entry**: an act in the identity ledger. Entries are only ever added: one that takes another back is
 *   an entry itself, and can be taken back too.
 * - **giving**: an act that says whose a face is.
 * - **alias**: somebody merged into another is another name for that person.
 */

const id = z.string();
const faceIds = z.array(id).min(1).readonly();
/** Whose the faces were: the act is in the histories of those people, too. */
const fromPersonIds = z.array(id).readonly();

const placement = {
  faceIds,
  fromPersonIds,
  personId: id,
  match: z.enum(["named", "ask", "unknown"]),
  suggestedPersonId: id.nullable(),
};

const actSchema = z.discriminatedUnion("act", [
  /** Kith places a face that it has just seen. The ground of the ledger: never taken back. */
  z.object({ act: z.literal("recognise"), ...placement }),
  /**
   * Kith has looked at its history again. Where each face is somebody else's of whom there was no row,
   * `newcomerIds` says whose, in the order of the faces.
   */
  z.object({
    act: z.literal("re-recognise"),
    ...placement,
    newcomerIds: z.array(id).readonly().optional(),
  }),
  /** "Yes, that is the one you asked about." */
  z.object({ act: z.literal("confirm"), faceIds, fromPersonIds, personId: id }),
  /** "This is Anna." */
  z.object({ act: z.literal("assign"), faceIds, fromPersonIds, personId: id }),
  /** The faces are somebody else's, of whom there was no row: `personId` is new. */
  z.object({ act: z.literal("split"), faceIds, fromPersonIds, personId: id }),
  /** "This is not Anna." `toPersonId` is somebody new where nothing else says whose the face is. */
  z.object({ act: z.literal("reject"), faceIds, personId: id, toPersonId: id.nullable() }),
  z.object({ act: z.literal("not-a-face"), faceIds, fromPersonIds }),
  /** `before` tells the history what it was; the state does not follow from it. */
  z.object({
    act: z.literal("name"),
    personId: id,
    name: z.string().nullable(),
    before: z.string().nullable(),
  }),
  /** Counts until `until`, ISO 8601, if there is an end to it. */
  z.object({
    act: z.literal("categorise"),
    personId: id,
    category: z.enum(personCategories),
    note: z.string().nullable().default(null),
    until: z.iso.datetime().nullable().default(null),
  }),
  /** Kith has seen that a category is over: Unknown again. */
  z.object({ act: z.literal("expire"), personId: id }),
  z.object({ act: z.literal("mark-child"), personId: id, isChild: z.boolean() }),
  z.object({ act: z.literal("hide"), personId: id, isHidden: z.boolean() }),
  /** Everybody who is `personId` is `intoPersonId` from here on. */
  z.object({ act: z.literal("merge"), personId: id, intoPersonId: id }),
  /** "These are two people", as Kith asked whether they are one. */
  z.object({ act: z.literal("two-people"), personId: id, otherPersonId: id }),
  /** Erased for good from `eraseAt` on, ISO 8601. */
  z.object({ act: z.literal("forget"), personId: id, eraseAt: z.iso.datetime() }),
  /** Takes another entry back; `of` is what it was at the bottom, when an undo is undone. */
  z.object({ act: z.literal("undo"), entryId: id, of: z.string() }),
]);

/** What was done; of an undo, that it was one. */
export type LedgerAct = z.infer<typeof actSchema>;

/** What can be done: an undo is made by `takeBack` and `doAgain` alone. */
export type Act = Exclude<LedgerAct, { act: "undo" }>;

export type Entry = {
  readonly id: string;
  /** Null where Kith itself acted. */
  readonly accountId: string | null;
  readonly at: Date;
  readonly act: LedgerAct;
};

/** The columns of an act: whom and which faces it mentions, to be found by, and what else it says. */
export type ActColumns = {
  act: LedgerAct["act"];
  personIds: string[];
  faceIds: string[];
  detail: Record<string, unknown>;
};

/** @throws when the columns hold no act */
export const actOf = ({
  act,
  faceIds,
  detail,
}: Pick<ActColumns, "faceIds"> & { act: string; detail: object }) =>
  actSchema.parse({ ...detail, act, faceIds });

export function columnsOf(act: Act): ActColumns {
  const { act: name, ...said } = act;
  const { faceIds: faces = [], ...detail } = { faceIds: undefined, ...said };
  return { act: name, personIds: [...new Set(peopleOf(act))], faceIds: [...faces], detail };
}

function peopleOf(act: Act): readonly string[] {
  const from = "fromPersonIds" in act ? act.fromPersonIds : [];
  if (act.act === "not-a-face") return from;
  const others = [
    ...("suggestedPersonId" in act && act.suggestedPersonId ? [act.suggestedPersonId] : []),
    ...("toPersonId" in act && act.toPersonId ? [act.toPersonId] : []),
    ...("intoPersonId" in act ? [act.intoPersonId] : []),
    ...("newcomerIds" in act ? (act.newcomerIds ?? []) : []),
    ...("otherPersonId" in act ? [act.otherPersonId] : []),
  ];
  return [act.personId, ...others, ...from];
}
