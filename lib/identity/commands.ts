import { AppError } from "#lib/errors.ts";
import { lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import type { IdentityEntry, Prisma } from "#prisma/generated/client.ts";
import { type Act, type ActColumns, columnsOf, type LedgerAct } from "./act.ts";
import { calibrateSoon, recogniseAgainSoon } from "./again/commands.ts";
import { type Finding, keepFindings } from "./findings/commands.ts";
import { project, projectAnswer, subjectsOf, subjectsOfLatest } from "./projection/commands.ts";
import { entryOf, type Subjects } from "./queries.ts";
import { peopleNow, personNow } from "./roots/queries.ts";

/** Who acts: a member of the household, or Kith itself. */
export type By = { readonly householdId: string; readonly accountId: string | null };

/**
 * Does something to identities: writes it into the ledger, and what follows from it into the columns
 * of the people and faces concerned. Whether the people and faces are the household's, the caller knows.
 *
 * @param findings what Kith has found of the faces, where it has looked again
 * @returns the entry's id, for `takeBack`
 * @throws AppError conflict when a face would be nobody's, or is somebody's whose erasure has begun
 */
export async function recordAct(
  tx: Transaction,
  by: By,
  act: Act,
  findings: readonly Finding[] = [],
): Promise<string> {
  await lockHousehold(tx, by.householdId);
  const columns = columnsOf(act);
  await refuseErased(tx, by.householdId, { personIds: [], faceIds: columns.faceIds }, new Date());
  const entryId = await write(tx, by, columns);
  if (findings.length > 0) await keepFindings(tx, by.householdId, entryId, findings);
  await project(tx, by.householdId, await subjectsOfLatest(tx, by.householdId, act));
  await projectAnswer(tx, by.householdId, act);
  await tell(tx, by, columns);
  return entryId;
}

async function write(
  tx: Transaction,
  { householdId, accountId }: By,
  { detail, ...columns }: ActColumns & { undoesId?: string },
): Promise<string> {
  const entry = await tx.identityEntry.create({
    data: { householdId, accountId, ...columns, detail: detail as Prisma.InputJsonObject },
  });
  return entry.id;
}

async function tell(
  tx: Transaction,
  { householdId, accountId }: By,
  { act, personIds, faceIds, detail }: ActColumns,
): Promise<void> {
  const [faceId] = faceIds;
  const subject = faceId ?? personIds[0] ?? "";
  if (accountId) {
    await tx.auditEntry.create({
      data: {
        ...{ householdId, accountId, subject, detail: detail as Prisma.InputJsonObject },
        act: `${faceId ? "face" : "person"}.${act}`,
      },
    });
    await recogniseAgainSoon(tx, householdId);
    await calibrateSoon(tx, householdId, { runAt: new Date(Date.now() + CALIBRATE_AFTER_MS) });
  }
  await announceChange(tx, householdId);
}

/** Acts come one after the other: the household is calibrated by all of them, once they have ended. */
const CALIBRATE_AFTER_MS = 60_000;

/**
 * Makes an act as if it had never been, whatever came after it.
 *
 * @param entryId of the act itself, also when it was taken back and done again
 * @throws AppError not-found; conflict when it does not count any more, when nothing is left of what it
 * was about, when somebody of those is to be erased by now, or when a face would be nobody's
 */
export const takeBack = (tx: Transaction, by: By, entryId: string, now: Date): Promise<string> =>
  turn(tx, by, entryId, false, now);

/**
 * Makes an act count again that was taken back. Throws as `takeBack`; conflict also where it would merge
 * somebody who is to be forgotten.
 */
export const doAgain = (tx: Transaction, by: By, entryId: string, now: Date): Promise<string> =>
  turn(tx, by, entryId, true, now);

async function turn(
  tx: Transaction,
  by: By,
  entryId: string,
  shouldCount: boolean,
  now: Date,
): Promise<string> {
  const { householdId } = by;
  await lockHousehold(tx, householdId);
  const entry = await tx.identityEntry.findUnique({ where: { id: entryId, householdId } });
  if (!entry || entry.act === "undo") throw new AppError("not-found", "nothingToTakeBack");
  const { last, counts } = await lastWordOn(tx, entry);
  if (counts === shouldCount)
    throw new AppError("conflict", counts ? "doneAgainAlready" : "takenBackAlready");
  await refuseErased(tx, householdId, entry, now);
  const { act } = entryOf({ ...entry, detail: Object(entry.detail) });
  await refuseSenseless(tx, entry, act, now);
  if (shouldCount && act.act === "merge")
    for (const personId of [act.personId, act.intoPersonId])
      await refuseForgotten(tx, householdId, personId);
  const { personIds, faceIds } = entry;
  const undo = { act: "undo", personIds, faceIds, detail: { of: entry.act } } as const;
  const undoId = await write(tx, by, { ...undo, undoesId: last });
  if (act.act !== "undo") await project(tx, householdId, await subjectsOf(tx, householdId, act));
  await projectAnswer(tx, householdId, act);
  await tell(tx, by, { ...undo, detail: { of: entry.act, counts: shouldCount } });
  return undoId;
}

/** The end of the chain of undos that an act has, and whether the act counts. */
async function lastWordOn(
  tx: Transaction,
  { id }: IdentityEntry,
): Promise<{ last: string; counts: boolean }> {
  let last = id;
  let counts = true;
  for (;;) {
    const undo = await tx.identityEntry.findUnique({ where: { undoesId: last } });
    if (!undo) return { last, counts };
    last = undo.id;
    counts = !counts;
  }
}

async function refuseSenseless(
  tx: Transaction,
  { householdId, faceIds }: IdentityEntry,
  act: LedgerAct,
  now: Date,
): Promise<void> {
  if (act.act === "recognise") throw new AppError("conflict", "firstSighting");
  if (faceIds.length > 0) {
    const left = await tx.face.count({ where: { id: { in: faceIds }, householdId } });
    if (left === 0) throw new AppError("conflict", "facesGone");
    return;
  }
  const people = "personId" in act ? [act.personId] : [];
  if (act.act === "merge") people.push(act.intoPersonId);
  if (act.act === "two-people") people.push(act.otherPersonId);
  const left = await tx.person.count({ where: { id: { in: people }, householdId } });
  const isOver = act.act === "forget" && new Date(act.eraseAt) <= now;
  if (left < people.length || isOver) throw new AppError("conflict", "forgottenForGood");
}

/**
 * Once the grace of somebody forgotten is over their pictures go: nobody is had out of it who was merged
 * into them, and no face of theirs.
 */
async function refuseErased(
  tx: Transaction,
  householdId: string,
  { personIds, faceIds }: Subjects,
  now: Date,
): Promise<void> {
  const eraseAt = { lte: now };
  const people = [...(await peopleNow(tx, householdId, personIds)).values()];
  const erased =
    (await tx.person.count({ where: { id: { in: people }, householdId, eraseAt } })) +
    (await tx.face.count({
      where: { id: { in: [...faceIds] }, householdId, person: { eraseAt } },
    }));
  if (erased > 0) throw new AppError("conflict", "forgottenForGood");
}

/** Whoever is merged with somebody who is to be forgotten would be erased with them. */
async function refuseForgotten(
  tx: Transaction,
  householdId: string,
  personId: string,
): Promise<void> {
  const person = await personNow(tx, householdId, personId);
  if (person?.forgottenAt) throw new AppError("conflict", "oneIsToBeForgotten");
}

/** Unknown people are people: somebody not recognised gets a row of their own. */
export async function newPerson(tx: Transaction, householdId: string): Promise<string> {
  const { id } = await tx.person.create({ data: { householdId } });
  return id;
}

/** Whose a face is as far as Kith itself can tell. */
export type Recognition = {
  personId: string;
  match: "named" | "ask" | "unknown";
  suggestedPersonId: string | null;
};

/**
 * Writes down whose a face is that has just been seen, in place of what an earlier look at the same
 * event said of it. The face's own columns are the caller's to write. The household must be locked.
 */
export async function recordRecognition(
  tx: Transaction,
  householdId: string,
  faceId: string,
  recognition: Recognition,
): Promise<void> {
  await tx.identityEntry.deleteMany({
    where: { householdId, act: "recognise", faceIds: { has: faceId } },
  });
  const act = { act: "recognise", faceIds: [faceId], fromPersonIds: [], ...recognition } as const;
  await write(tx, { householdId, accountId: null }, columnsOf(act));
}
