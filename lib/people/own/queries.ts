import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { personNow } from "#lib/identity/roots/queries.ts";
import type { Transaction } from "#lib/infra/db.ts";
import type { Face, Person } from "#prisma/generated/client.ts";

/**
 * The household's person, or of somebody merged the one that goes on.
 *
 * @throws AppError not-found, also for somebody who is to be forgotten
 */
export async function ownPerson(
  tx: Pick<Transaction, "person">,
  { householdId }: Actor,
  personId: string,
): Promise<Person> {
  const person = await personNow(tx, householdId, personId);
  if (person && !person.forgottenAt) return person;
  throw new AppError("not-found", "personGone");
}

/** The household's faces, all of them. @throws AppError not-found when one is gone */
export async function ownFaces(
  tx: Pick<Transaction, "face">,
  { householdId }: Actor,
  faceIds: readonly string[],
): Promise<[Face, ...Face[]]> {
  const faces = await tx.face.findMany({ where: { id: { in: [...faceIds] }, householdId } });
  const [first, ...others] = faces;
  if (!first || faces.length < new Set(faceIds).size) throw new AppError("not-found", "faceGone");
  return [first, ...others];
}

/** A row as what `survivorOf` compares. */
export const identified = <Row extends { id: string }>(person: Row) => ({
  ...person,
  personId: person.id,
});
