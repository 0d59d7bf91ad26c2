import { AppError } from "#lib/errors.ts";
import type { Transaction } from "#lib/infra/db.ts";
import type { LedgerAct } from "../act.ts";
import { projectFindings } from "../findings/commands.ts";
import { entriesOf, facesEverOf, facesOfMerged, type Subjects } from "../queries.ts";
import { allNamesOf, personNow } from "../roots/queries.ts";
import {
  activeEntries,
  type FaceState,
  type IdentityState,
  identityState,
  UNSAID,
} from "../state.ts";

/**
 * Writes what the ledger says of these people and faces into their columns; who and what is gone is
 * passed over. The household must be locked.
 *
 * @throws AppError conflict when a face would be nobody's, or somebody who is to be forgotten somebody else
 */
export async function project(
  tx: Transaction,
  householdId: string,
  subjects: Subjects,
): Promise<void> {
  const state = identityState(await entriesOf(tx, householdId, subjects));
  await projectPeople(tx, householdId, state, subjects.personIds);
  await projectFaces(tx, householdId, state, subjects.faceIds);
}

type Deed = Exclude<LedgerAct, { act: "undo" }>;

/**
 * Whose and which faces' state the latest act bears on. A merge after which nothing came moves the faces
 * of one of the two, and leaves those of the other, who may be a resident with thousands. Whether they are
 * a child may have been said of either under any name.
 */
export async function subjectsOfLatest(
  tx: Transaction,
  householdId: string,
  act: Deed,
): Promise<Subjects> {
  if (act.act !== "merge") return await subjectsOf(tx, householdId, act);
  const from = await personNow(tx, householdId, act.personId);
  const into = await personNow(tx, householdId, act.intoPersonId);
  if (!from || !into) return { personIds: [], faceIds: [] };
  const merged = { personId: from.id, intoPersonId: into.id };
  return {
    personIds: [
      ...(await allNamesOf(tx, householdId, from.id)),
      ...(await allNamesOf(tx, householdId, into.id)),
    ],
    faceIds: await facesOfMerged(tx, householdId, merged),
  };
}

/**
 * Whether Kith asks again whether two are one person: not while anything counts that says they are two.
 * Of two whom Kith proposes no more the answer is a row without faces.
 */
export async function projectAnswer(
  tx: Transaction,
  householdId: string,
  act: LedgerAct,
): Promise<void> {
  if (act.act !== "two-people") return;
  const { personId, otherPersonId } = act;
  const pair = { personId, otherPersonId };
  const entries = await entriesOf(tx, householdId, { personIds: [personId], faceIds: [] });
  const active = activeEntries(entries);
  const isDeclined = entries.some(
    ({ id, act: said }) =>
      active.has(id) && said.act === "two-people" && said.otherPersonId === otherPersonId,
  );
  const state = isDeclined ? "declined" : "open";
  await tx.mergeProposal.upsert({
    where: { personId_otherPersonId: pair },
    update: { state },
    create: { householdId, ...pair, similarity: 0, state },
  });
}

/** Whose and which faces' state an act bears on, whatever came after it. */
export async function subjectsOf(
  tx: Transaction,
  householdId: string,
  act: Deed,
): Promise<Subjects> {
  if ("faceIds" in act) return { personIds: [], faceIds: act.faceIds };
  // Nothing of either is another by it: see `projectAnswer`.
  if (act.act === "two-people") return { personIds: [], faceIds: [] };
  const merges = await entriesOf(tx, householdId, { personIds: [], faceIds: [] });
  const personIds = everMergedWith(
    act.personId,
    merges.flatMap(({ act: each }) =>
      each.act === "merge" ? [[each.personId, each.intoPersonId] as const] : [],
    ),
  );
  const faceIds = act.act === "merge" ? await facesEverOf(tx, householdId, personIds) : [];
  return { personIds, faceIds };
}

/** Everybody who is, or may again be, the same as the person. */
function everMergedWith(personId: string, merges: readonly (readonly [string, string])[]) {
  const together = new Set([personId]);
  for (let before = 0; before < together.size; ) {
    before = together.size;
    for (const pair of merges) {
      if (pair.some((each) => together.has(each))) for (const each of pair) together.add(each);
    }
  }
  return [...together];
}

async function projectPeople(
  tx: Transaction,
  householdId: string,
  { people, aliases }: IdentityState,
  personIds: readonly string[],
): Promise<void> {
  const rows = await tx.person.findMany({ where: { id: { in: [...personIds] }, householdId } });
  for (const row of rows) {
    const mergedIntoId = aliases.get(row.id) ?? null;
    const data = { ...(people.get(row.id) ?? UNSAID), mergedIntoId };
    if (data.forgottenAt && mergedIntoId) throw new AppError("conflict", "forgottenIsNobodyElse");
    const isSame = Object.entries(data).every(([column, value]) =>
      isEqual(value, row[column as keyof typeof data]),
    );
    if (!isSame) await tx.person.update({ where: { id: row.id }, data });
  }
}

const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

async function projectFaces(
  tx: Transaction,
  householdId: string,
  { faces }: IdentityState,
  faceIds: readonly string[],
): Promise<void> {
  const rows = await tx.face.findMany({
    where: { id: { in: [...faceIds] }, householdId },
    select: { id: true, rejections: true, ...placeColumns },
  });
  const there = await peopleThere(
    tx,
    householdId,
    rows.flatMap(({ id }) => faces.get(id) ?? []),
  );
  const movedTo = new Map<string, { data: Place; ids: string[] }>();
  for (const { id, rejections, ...place } of rows) {
    const { rejected, ...data } = projected(faces.get(id), there);
    if (!isEqual(data, inOrder(place))) {
      const key = JSON.stringify(data);
      const moved = movedTo.get(key) ?? { data, ids: [] };
      movedTo.set(key, moved);
      moved.ids.push(id);
    }
    const before = new Set(rejections.map(({ personId }) => personId));
    const more = [...rejected].filter((personId) => !before.has(personId));
    const less = [...before].filter((personId) => !rejected.has(personId));
    if (less.length > 0)
      await tx.faceRejection.deleteMany({ where: { faceId: id, personId: { in: less } } });
    if (more.length > 0)
      await tx.faceRejection.createMany({
        data: more.map((personId) => ({ householdId, faceId: id, personId })),
      });
  }
  for (const { data, ids } of movedTo.values())
    await tx.face.updateMany({ where: { id: { in: ids } }, data });
  const foundBy = rows.flatMap(({ id: faceId }) => {
    const entryId = faces.get(faceId)?.foundBy;
    return entryId ? [{ faceId, entryId }] : [];
  });
  await projectFindings(tx, foundBy);
}

const placeColumns = {
  personId: true,
  match: true,
  suggestedPersonId: true,
  isConfirmed: true,
  isFace: true,
} as const;

type Place = Omit<FaceState, "rejected" | "personId" | "foundBy"> & { personId: string };

const inOrder = ({ personId, match, suggestedPersonId, isConfirmed, isFace }: Place): Place => ({
  ...{ personId, match, suggestedPersonId, isConfirmed, isFace },
});

/** What of the state the columns can hold: people who were erased are nobody. */
function projected(face: FaceState | undefined, there: ReadonlySet<string>) {
  if (!face?.personId || !there.has(face.personId)) throw new AppError("conflict", "faceOfNobody");
  const { rejected, suggestedPersonId, match } = face;
  const isAsked = suggestedPersonId !== null && there.has(suggestedPersonId);
  return {
    ...inOrder({
      ...face,
      personId: face.personId,
      match: match === "ask" && !isAsked ? "unknown" : match,
      suggestedPersonId: isAsked ? suggestedPersonId : null,
    }),
    rejected: new Set([...rejected].filter((personId) => there.has(personId))),
  };
}

async function peopleThere(
  tx: Transaction,
  householdId: string,
  faces: readonly FaceState[],
): Promise<Set<string>> {
  const mentioned = faces.flatMap(({ personId, suggestedPersonId, rejected }) => [
    ...(personId ? [personId] : []),
    ...(suggestedPersonId ? [suggestedPersonId] : []),
    ...rejected,
  ]);
  const people = await tx.person.findMany({
    where: { id: { in: [...new Set(mentioned)] }, householdId },
    select: { id: true },
  });
  return new Set(people.map(({ id }) => id));
}
