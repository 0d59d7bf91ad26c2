import type { Transaction } from "#lib/infra/db.ts";
import type { Person } from "#prisma/generated/client.ts";

type People = Pick<Transaction, "person">;

/** Whom the household's person is by now: of somebody merged the one that goes on; null when gone. */
export async function personNow(
  tx: People,
  householdId: string,
  personId: string,
): Promise<Person | null> {
  const person = await tx.person.findUnique({ where: { id: personId, householdId } });
  return person?.mergedIntoId ? await personNow(tx, householdId, person.mergedIntoId) : person;
}

/** The same of many at once, by their ids; of who is gone nothing. */
export async function peopleNow(
  tx: Transaction,
  householdId: string,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ was: string; now: string }[]>`
    with recursive chain as (
      select id as was, id as now, merged_into_id from people
      where household_id = ${householdId}::uuid and id = any(${personIds}::uuid[])
      union
      select chain.was, p.id, p.merged_into_id from chain join people p on p.id = chain.merged_into_id
    )
    select was, now from chain where merged_into_id is null`;
  return new Map(rows.map(({ was, now }) => [was, now]));
}

/** The household's person, and everybody who is merged into them. */
export async function allNamesOf(
  tx: People,
  householdId: string,
  personId: string,
): Promise<string[]> {
  const names = [personId];
  for (let latest = names; latest.length > 0; ) {
    const merged = await tx.person.findMany({
      where: { householdId, mergedIntoId: { in: latest } },
      select: { id: true },
    });
    latest = merged.map(({ id }) => id);
    names.push(...latest);
  }
  return names;
}
