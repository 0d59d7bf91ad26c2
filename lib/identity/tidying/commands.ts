import type { Transaction } from "#lib/infra/db.ts";
import { entriesAboutFaces } from "../queries.ts";

/**
 * Removes what nobody needs once faces are gone: what the ledger says of them alone, and the people
 * who have no name, no category and no face, not even by an act that could be taken back. The household
 * must be locked.
 *
 * @param faceIds of faces whose rows are deleted already
 * @param personIds whose these faces were, also by what the ledger does not say any more
 * @returns how many people were removed
 */
export async function tidyLedger(
  tx: Transaction,
  householdId: string,
  faceIds: readonly string[],
  personIds: readonly string[],
): Promise<number> {
  const mentioned = await tx.$queryRaw<{ personId: string }[]>`
    select distinct unnest(person_ids) as "personId" from identity_entries
    where household_id = ${householdId}::uuid and id in (${entriesAboutFaces(faceIds)})`;
  const candidates = [...personIds, ...mentioned.map(({ personId }) => personId)];
  const abandoned = await tx.$queryRaw<{ id: string }[]>`
    select p.id from people p
    where p.id = any(${candidates}::uuid[]) and p.household_id = ${householdId}::uuid
      and p.name is null and p.category = 'unknown'
      and not exists (select 1 from faces f where f.person_id = p.id)
      and not exists (
        select 1 from identity_entries e join faces f on f.id = any(e.face_ids)
        where e.person_ids @> array[p.id])`;
  const ids = abandoned.map(({ id }) => id);
  await removeEntries(tx, householdId, faceIds, ids);
  await tx.person.deleteMany({ where: { id: { in: ids } } });
  return ids.length;
}

/** Removes the entries about these faces and people that say nothing of any face that is left. */
export async function removeEntries(
  tx: Transaction,
  householdId: string,
  faceIds: readonly string[],
  personIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    delete from identity_entries e
    where e.household_id = ${householdId}::uuid
      and e.id in (
        ${entriesAboutFaces(faceIds)}
        union select id from identity_entries where person_ids && ${personIds}::uuid[])
      and not exists (select 1 from faces f where f.id = any(e.face_ids))`;
}
