import { NotYetError } from "#lib/errors.ts";
import { allNamesOf } from "#lib/identity/queries.ts";
import { db, type Transaction } from "#lib/infra/db.ts";

/** Somebody to be erased: under all the ids that were merged into theirs, with all faces. */
export type ForgottenPerson = {
  personId: string;
  householdId: string;
  personIds: string[];
  faceIds: string[];
  /** Where the pictures of the faces lie. */
  keys: string[];
};

/**
 * The person whose grace is over; null when they were had back, or are gone.
 *
 * @throws NotYetError during the grace, also where this machine's clock is behind
 */
export async function forgottenPerson(
  personId: string,
  now: Date,
  tx: Pick<Transaction, "person" | "face"> = db(),
): Promise<ForgottenPerson | null> {
  const person = await tx.person.findUnique({ where: { id: personId } });
  if (!person?.eraseAt) return null;
  if (person.eraseAt > now) throw new NotYetError(person.eraseAt, "They can still be had back.");
  const personIds = await allNamesOf(tx, personId);
  const faces = await tx.face.findMany({
    where: { personId: { in: personIds } },
    select: { id: true, cropKey: true, alignedKey: true },
  });
  const pictures = faces.flatMap(({ cropKey, alignedKey }) => [cropKey, alignedKey]);
  return {
    ...{ personId, householdId: person.householdId, personIds },
    faceIds: faces.map(({ id }) => id),
    keys: pictures.filter((key) => key !== null),
  };
}
