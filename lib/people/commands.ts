import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { answered, type FacePlace, facePlaceSchema } from "./suggestion.ts";
import type { PersonCategory } from "./types.ts";

/** Names a person, or takes the name away with null. Faces keep their person. */
export async function renamePerson(
  actor: Actor,
  personId: string,
  name: string | null,
): Promise<void> {
  await changePerson(actor, personId, "name", { name });
}

/** Says who a person is to the household. */
export async function categorisePerson(
  actor: Actor,
  personId: string,
  category: PersonCategory,
): Promise<void> {
  await changePerson(actor, personId, "categorise", { category });
}

/** Changes the person and writes what was before and after into the identity ledger and the audit. */
async function changePerson(
  actor: Actor,
  personId: string,
  act: "name" | "categorise",
  after: { name: string | null } | { category: PersonCategory },
): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, actor.householdId);
    const person = await ownPerson(tx, actor, personId);
    const before = act === "name" ? { name: person.name } : { category: person.category };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await tx.person.update({ where: { id: person.id }, data: after });
    const by = { householdId: actor.householdId, accountId: actor.accountId };
    await tx.identityEntry.create({ data: { ...by, personId: person.id, act, before, after } });
    await tx.auditEntry.create({
      data: { ...by, act: `person.${act}`, subject: person.id, detail: { before, after } },
    });
    await announceChange(tx, actor.householdId);
  });
}

async function ownPerson(tx: Transaction, actor: Actor, personId: string) {
  const person = await tx.person.findUnique({
    where: { id: personId, householdId: actor.householdId },
  });
  if (!person) throw new AppError("not-found", "This person is not there any more.");
  return person;
}

/**
 * Takes the household's answer to "probably …?": yes gives the face to the suggested person, no keeps
 * it where it is. Either is an entry of the identity ledger.
 *
 * @returns the entry's id, for `undoAnswer`.
 * @throws AppError conflict when nothing is asked about the face any more.
 */
export async function answerSuggestion(
  actor: Actor,
  faceId: string,
  isSame: boolean,
): Promise<{ entryId: string }> {
  return await db().$transaction(async (tx) => {
    await lockHousehold(tx, actor.householdId);
    const before = await placeOf(tx, actor, faceId);
    if (!before.suggestedPersonId)
      throw new AppError("conflict", "This has been answered already.");
    const act = isSame ? "confirm" : "reject";
    return await moveFace(
      tx,
      actor,
      before.suggestedPersonId,
      act,
      before,
      answered(before, isSame),
    );
  });
}

/** Takes an answer back. @throws AppError conflict when the face has been moved since. */
export async function undoAnswer(actor: Actor, entryId: string): Promise<{ entryId: string }> {
  return await db().$transaction(async (tx) => {
    await lockHousehold(tx, actor.householdId);
    const entry = await tx.identityEntry.findUnique({
      where: { id: entryId, householdId: actor.householdId, act: { in: ["confirm", "reject"] } },
    });
    if (!entry) throw new AppError("not-found", "There is nothing to take back.");
    const after = facePlaceSchema.parse(entry.after);
    const now = await placeOf(tx, actor, after.faceId);
    if (JSON.stringify(now) !== JSON.stringify(after))
      throw new AppError("conflict", "This face has been moved since.");
    const before = facePlaceSchema.parse(entry.before);
    return await moveFace(tx, actor, entry.personId, "undo", now, before);
  });
}

async function placeOf(tx: Transaction, actor: Actor, faceId: string): Promise<FacePlace> {
  const face = await tx.face.findUnique({
    where: { id: faceId, householdId: actor.householdId },
  });
  if (!face) throw new AppError("not-found", "This face is not there any more.");
  return facePlaceSchema.parse({ faceId, ...face });
}

async function moveFace(
  tx: Transaction,
  actor: Actor,
  personId: string,
  act: "confirm" | "reject" | "undo",
  before: FacePlace,
  after: FacePlace,
): Promise<{ entryId: string }> {
  const { faceId, ...place } = after;
  await tx.face.update({ where: { id: faceId }, data: place });
  const by = { householdId: actor.householdId, accountId: actor.accountId };
  const { id: entryId } = await tx.identityEntry.create({
    data: { ...by, personId, act, before, after },
  });
  await tx.auditEntry.create({
    data: { ...by, act: `face.${act}`, subject: faceId, detail: { before, after } },
  });
  await announceChange(tx, actor.householdId);
  return { entryId };
}
