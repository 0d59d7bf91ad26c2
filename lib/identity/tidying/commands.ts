import type { Transaction } from "#lib/infra/db.ts";
import { entriesAboutFaces } from "../queries.ts";
import { isUnregistered } from "../registered/queries.ts";
import { peopleNow } from "../roots/queries.ts";

/**
 * Removes what nobody needs once faces are gone: what the ledger says of them alone, and the people
 * who have no name, no category and no face, not even by an act that could be taken back, and through
 * whom nobody else is somebody, or a child. The household must be locked.
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
  const abandoned = await tx.$queryRaw<{ id: string; isChild: boolean }[]>`
    select p.id, p.is_child as "isChild" from people p
    where p.id = any(${candidates}::uuid[]) and p.household_id = ${householdId}::uuid
      and ${isUnregistered}
      and not exists (select 1 from faces f where f.person_id = p.id)
      and not exists (
        select 1 from identity_entries e join faces f on f.id = any(e.face_ids)
        where e.person_ids @> array[p.id])`;
  const ids = await withoutLinks(tx, await withoutChildhoods(tx, householdId, abandoned));
  await removeEntries(tx, householdId, faceIds, ids);
  await tx.person.deleteMany({ where: { id: { in: ids } } });
  return ids.length;
}

/** Those of the people through whom nobody who stays is a child. */
async function withoutChildhoods(
  tx: Transaction,
  householdId: string,
  people: readonly { id: string; isChild: boolean }[],
): Promise<string[]> {
  const children = people.filter(({ isChild }) => isChild).map(({ id }) => id);
  const childOf = await peopleNow(tx, householdId, children);
  const ids = people.map(({ id }) => id);
  return ids.filter((id) => ids.includes(childOf.get(id) ?? id));
}

/** Those of the people into whom nobody is merged who stays. */
async function withoutLinks(tx: Transaction, personIds: readonly string[]): Promise<string[]> {
  const merged = await tx.person.findMany({
    where: { mergedIntoId: { in: [...personIds] } },
    select: { id: true, mergedIntoId: true },
  });
  const leaving = new Set(personIds);
  const links = () =>
    merged.filter(({ id, mergedIntoId }) => !leaving.has(id) && leaving.has(mergedIntoId ?? ""));
  for (let found = links(); found.length > 0; found = links())
    for (const { mergedIntoId } of found) leaving.delete(mergedIntoId ?? "");
  return [...leaving];
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
