import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
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
