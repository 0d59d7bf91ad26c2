import type { Transaction } from "#lib/infra/db.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** In SQL, of `people p`: whether the household has given them a name or a category. */
export const isRegistered = Prisma.sql`(p.name is not null or p.category <> 'unknown')`;

/** In SQL, of `people p`: whether they were merely seen. */
export const isUnregistered = Prisma.sql`(p.name is null and p.category = 'unknown')`;

/** Who was merely seen: neither name nor category. */
export const UNREGISTERED = { name: null, category: "unknown" } satisfies Prisma.PersonWhereInput;

/** In SQL, of `people p`: whether they can be somebody, neither forgotten nor another name for somebody else. */
export const isPresent = Prisma.sql`(p.forgotten_at is null and p.merged_into_id is null)`;

/**
 * Whom the household has given a name or a category, those seen last first.
 *
 * @param limit of more so many; all without
 */
export async function registeredPeople(
  tx: Transaction,
  householdId: string,
  limit: number | null = null,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select p.id from people p
    where p.household_id = ${householdId}::uuid and ${isPresent} and ${isRegistered}
    order by (select max(f.seen_at) from faces f where f.person_id = p.id) desc nulls last, p.id
    limit ${limit}`;
  return rows.map(({ id }) => id);
}
