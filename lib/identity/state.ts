import type { Entry, LedgerAct, PersonCategory } from "./act.ts";

export type PersonState = {
  readonly name: string | null;
  readonly category: PersonCategory;
  /** What the household has written beside the category. */
  readonly note: string | null;
  /** When the category ends, or has ended; null: never. */
  readonly categoryUntil: Date | null;
  /** What the category was that has ended, until somebody says what it is from then on. */
  readonly endedCategory: PersonCategory | null;
  readonly isChild: boolean;
  readonly isHidden: boolean;
  readonly forgottenAt: Date | null;
  readonly eraseAt: Date | null;
};

export type FaceState = {
  /** Null where everybody it was ever given to has been ruled out. */
  readonly personId: string | null;
  readonly match: "named" | "ask" | "unknown";
  readonly suggestedPersonId: string | null;
  /** The household itself has said whose it is. */
  readonly isConfirmed: boolean;
  /** Who it is not, by the household's word. */
  readonly rejected: ReadonlySet<string>;
  readonly isFace: boolean;
  /** The entry by which Kith itself has found that; of what the household has said, Kith's last one. */
  readonly foundBy: string | null;
};

/** What the ledger says now. Whoever is another name for somebody has that person in `aliases`. */
export type IdentityState = {
  readonly people: ReadonlyMap<string, PersonState>;
  readonly faces: ReadonlyMap<string, FaceState>;
  readonly aliases: ReadonlyMap<string, string>;
};

/** Of a person about whom nothing has been said. */
export const UNSAID: PersonState = {
  name: null,
  category: "unknown",
  note: null,
  categoryUntil: null,
  endedCategory: null,
  isChild: false,
  isHidden: false,
  forgottenAt: null,
  eraseAt: null,
};

/** The ids of the entries that count: those that no entry that counts takes back. */
export function activeEntries(entries: readonly Entry[]): Set<string> {
  const takenBackBy = new Map(
    entries.flatMap(({ id, act }) => (act.act === "undo" ? [[act.entryId, id] as const] : [])),
  );
  const active = new Set<string>();
  for (const { id } of entries.toReversed()) {
    const undoer = takenBackBy.get(id);
    if (!undoer || !active.has(undoer)) active.add(id);
  }
  return active;
}

type Giving = Pick<FaceState, "match" | "suggestedPersonId"> & {
  personId: string;
  isHuman: boolean;
  /** The entry by which Kith has found it. */
  foundBy?: string;
};

/** `rejected` holds people as they were given, not whose aliases they are. */
type FaceDraft = { givings: Giving[]; rejected: Set<string>; isFace: boolean };

type Draft = {
  people: Map<string, PersonState>;
  faces: Map<string, FaceDraft>;
  aliases: Map<string, string>;
};

/**
 * The state that follows from the entries, in their order.
 *
 * [Note: Whose a face is] The household's word stands above Kith's, also above what Kith finds later,
 * and of each the last word counts. A person that the household has ruled out is passed over: the face
 * falls to whom it was given before. "Not Anna" holds for everybody who is Anna at that time; who is
 * merged into her later is so by a later word. Taking back a move of Kith's is a word of the household's.
 */
export function identityState(entries: readonly Entry[]): IdentityState {
  const active = activeEntries(entries);
  const entryById = new Map(entries.map((entry) => [entry.id, entry]));
  const draft: Draft = { people: new Map(), faces: new Map(), aliases: new Map() };
  for (const entry of entries) {
    if (!active.has(entry.id)) continue;
    if (entry.act.act !== "undo") apply(draft, entry, entry.act);
    else if (entry.accountId) ruleOut(draft, entryById.get(entry.act.entryId));
  }
  const faces = [...draft.faces].map(([id, face]) => [id, settled(draft, face)] as const);
  return { people: draft.people, faces: new Map(faces), aliases: draft.aliases };
}

function apply(draft: Draft, entry: Entry, act: Exclude<LedgerAct, { act: "undo" }>): void {
  switch (act.act) {
    case "recognise":
      give(draft, act.faceIds, { ...act, isHuman: false, foundBy: entry.id });
      break;
    case "re-recognise":
      for (const [index, faceId] of act.faceIds.entries()) {
        const personId = act.newcomerIds?.[index] ?? act.personId;
        give(draft, [faceId], { ...act, personId, isHuman: false, foundBy: entry.id });
      }
      break;
    case "confirm":
    case "assign":
    case "split":
      give(draft, act.faceIds, { ...act, ...SURE, isHuman: true });
      break;
    case "reject":
      reject(draft, act.faceIds, act.personId, act.toPersonId);
      break;
    case "not-a-face":
      for (const faceId of act.faceIds) faceIn(draft, faceId).isFace = false;
      break;
    case "merge":
      merge(draft, act.personId, act.intoPersonId);
      break;
    case "two-people":
      // What follows from it is that Kith does not ask, see `projectAnswer`.
      break;
    default:
      say(draft, act.personId, (person) => said(act, entry.at, person));
  }
}

function say(
  { people }: Draft,
  personId: string,
  change: (person: PersonState) => Partial<PersonState>,
): void {
  const person = people.get(personId) ?? UNSAID;
  people.set(personId, { ...person, ...change(person) });
}

const SURE = { match: "named", suggestedPersonId: null } as const;

type PersonAct = Extract<
  LedgerAct,
  { act: "name" | "categorise" | "expire" | "mark-child" | "hide" | "forget" }
>;

function said(act: PersonAct, at: Date, person: PersonState): Partial<PersonState> {
  switch (act.act) {
    case "name":
      return { name: act.name };
    case "categorise":
      return {
        category: act.category,
        note: act.note,
        categoryUntil: act.until === null ? null : new Date(act.until),
        endedCategory: null,
      };
    case "expire":
      return isOver(person, at) ? { category: "unknown", endedCategory: person.category } : {};
    case "mark-child":
      return { isChild: act.isChild };
    case "hide":
      return { isHidden: act.isHidden };
    case "forget":
      return { forgottenAt: at, eraseAt: new Date(act.eraseAt) };
  }
}

/** What was said before, or since, may have no end. */
const isOver = ({ category, categoryUntil }: PersonState, at: Date): boolean =>
  category !== "unknown" && categoryUntil !== null && categoryUntil <= at;

function faceIn({ faces }: Draft, faceId: string): FaceDraft {
  const known = faces.get(faceId);
  if (known) return known;
  const face: FaceDraft = { givings: [], rejected: new Set(), isFace: true };
  faces.set(faceId, face);
  return face;
}

function give(draft: Draft, faceIds: readonly string[], giving: Giving): void {
  const isNow = giving.isHuman ? namesOf(draft.aliases, giving.personId) : [];
  for (const faceId of faceIds) {
    const face = faceIn(draft, faceId);
    face.givings.push(giving);
    for (const personId of isNow) face.rejected.delete(personId);
  }
}

function reject(
  draft: Draft,
  faceIds: readonly string[],
  personId: string,
  toPersonId: string | null,
): void {
  const isNot = namesOf(draft.aliases, personId);
  for (const faceId of faceIds) {
    const { givings, rejected } = faceIn(draft, faceId);
    for (const name of isNot) rejected.add(name);
    const newcomer = { match: "unknown", suggestedPersonId: null, isHuman: false } as const;
    if (toPersonId) givings.push({ personId: toPersonId, ...newcomer });
  }
}

/**
 * The household has taken this back: to whom Kith had moved faces, they do not belong; and from whom it
 * had taken them, for nobody's or to ask whether they are theirs, to them they do. A category that was
 * over counts for good.
 */
function ruleOut(draft: Draft, entry: Entry | undefined): void {
  if (entry?.act.act === "expire") say(draft, entry.act.personId, () => ({ categoryUntil: null }));
  if (entry?.act.act !== "re-recognise") return;
  const { faceIds, personId, suggestedPersonId, match, fromPersonIds } = entry.act;
  const [from] = fromPersonIds;
  const isTaken = match === "unknown" || suggestedPersonId === from;
  if (!isTaken) reject(draft, faceIds, suggestedPersonId ?? personId, null);
  else if (from) give(draft, faceIds, { personId: from, ...SURE, isHuman: true });
}

/**
 * Whoever is one of them is `intoPersonId`, or whom that one is another name for. A child stays one: by
 * the face alone nobody may be named who may be a child.
 */
function merge(draft: Draft, personId: string, intoPersonId: string): void {
  const { aliases, people } = draft;
  const from = rootOf(aliases, personId);
  const into = rootOf(aliases, intoPersonId);
  if (from === into) return;
  aliases.set(from, into);
  if (people.get(from)?.isChild) say(draft, into, () => ({ isChild: true }));
}

/** The person that this one is another name for; itself when it is none. */
export function rootOf(aliases: ReadonlyMap<string, string>, personId: string): string {
  let root = personId;
  for (let next = aliases.get(root); next; next = aliases.get(root)) root = next;
  return root;
}

/** Everybody who is the same person, under all names. */
export function namesOf(aliases: ReadonlyMap<string, string>, personId: string): string[] {
  const root = rootOf(aliases, personId);
  const others = [...aliases.keys()].filter((alias) => rootOf(aliases, alias) === root);
  return [root, ...others];
}

/** See: [Note: Whose a face is] */
function settled({ aliases }: Draft, { givings, rejected, isFace }: FaceDraft): FaceState {
  const possible = givings.filter(({ personId }) => !rejected.has(personId));
  const giving = possible.findLast(({ isHuman }) => isHuman) ?? possible.at(-1);
  const ruledOut = new Set([...rejected].map((other) => rootOf(aliases, other)));
  const foundBy = (giving?.foundBy ?? givings.findLast((each) => each.foundBy)?.foundBy) || null;
  if (!giving) return { ...NOBODYS, rejected: ruledOut, isFace, foundBy };
  const personId = rootOf(aliases, giving.personId);
  ruledOut.delete(personId);
  const suggested = giving.suggestedPersonId && rootOf(aliases, giving.suggestedPersonId);
  const isOpen = suggested !== null && suggested !== personId && !ruledOut.has(suggested);
  return {
    personId,
    match: giving.match === "ask" && !isOpen ? "unknown" : giving.match,
    suggestedPersonId: isOpen ? suggested : null,
    isConfirmed: giving.isHuman,
    rejected: ruledOut,
    isFace,
    foundBy,
  };
}

const NOBODYS = {
  personId: null,
  match: "unknown",
  suggestedPersonId: null,
  isConfirmed: false,
} as const;
