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

/** The person whose grace is over; null when they were had back, or are gone. */
export async function forgottenPerson(
  personId: string,
  now: Date,
  tx: Pick<Transaction, "person" | "face"> = db(),
): Promise<ForgottenPerson | null> {
  const person = await tx.person.findUnique({ where: { id: personId, eraseAt: { lte: now } } });
  if (!person) return null;
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
