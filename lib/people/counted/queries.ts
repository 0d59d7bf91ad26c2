import type { Actor } from "#lib/accounts/types.ts";
import { Prisma } from "#prisma/generated/client.ts";

/*
 * In SQL, tables `seen` with what there is of `people p`: `faces`, their `visits`, when the `last` was, and
 * whether it `has_more` than was counted; each with the condition to join it on.
 */

/** @param limit how many faces are looked at, the newest; null: all of them */
const amongNewest = (limit: Prisma.Sql) => Prisma.sql`lateral (
  select count(*)::int as faces, count(distinct e.visit_id)::int as visits,
    max(e.occurred_at) as last, count(*) = (${limit}) as has_more
  from (
    select f.event_id from faces f
    where f.person_id = p.id and f.is_face
    order by f.seen_at desc
    limit ${limit}
  ) newest
  left join events e on e.id = newest.event_id
) seen on true`;

/** All there is, for a few people. */
export const COUNTED = amongNewest(Prisma.sql`null::int`);

/** Of a person with a name so many faces are looked at. */
const COUNTED_FACES = 20;

/**
 * For many: all there is of those without a name, whom a list calls by it. A member of the household has
 * tens of thousands of faces, and a name.
 */
export const NAMELESS_COUNTED = amongNewest(
  Prisma.sql`case when p.name is not null then ${COUNTED_FACES}::int end`,
);

/** All there is, for everybody at once: no slower than a part of it for each. */
export const everybodyCounted = ({ householdId }: Actor) => Prisma.sql`(
  select f.person_id, count(*)::int as faces, count(distinct e.visit_id)::int as visits,
    max(e.occurred_at) as last, false as has_more
  from faces f left join events e on e.id = f.event_id
  where f.household_id = ${householdId}::uuid and f.is_face
  group by f.person_id
) seen on seen.person_id = p.id`;

/** Where nobody asks how often. */
export const UNCOUNTED = Prisma.sql`(select 0 as visits) seen on true`;
