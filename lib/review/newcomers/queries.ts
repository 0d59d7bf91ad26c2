import type { Actor, InHousehold } from "#lib/accounts/types.ts";
import { isPresent, isUnregistered } from "#lib/identity/registered/queries.ts";
import { db } from "#lib/infra/db.ts";
import { type FaceRow, faceColumns, reviewFace } from "../faces/queries.ts";
import type { Newcomer } from "../types.ts";

/** Visits from which on somebody without a name is asked about. */
const OFTEN = 3;
/** Questions that are open at a time: more than anybody answers in an evening. */
const MAX_NEWCOMERS = 20;
/** Of how many, those with most faces, visits are counted: that takes long. */
const MAX_COUNTED = 60;
const FACES_EACH = 12;

export type NewcomerRow = Omit<Newcomer, "kind" | "faces" | "lastSeenAt"> & { lastSeenAt: Date };

/**
 * Who is seen often and has neither name nor category: those seen most first. Whoever Kith takes for
 * somebody is asked about with that person, and not here.
 */
export async function openNewcomers({ householdId }: InHousehold): Promise<NewcomerRow[]> {
  return await db().$queryRaw<NewcomerRow[]>`
    with candidates as (
      select p.id from people p
      cross join lateral (select count(*) as faces from faces f where f.person_id = p.id) as seen
      where p.household_id = ${householdId}::uuid and ${isUnregistered} and ${isPresent}
        and p.archived_at is null
        and not p.is_hidden and seen.faces >= ${OFTEN}
        and not exists (
          select 1 from faces a
          where a.household_id = ${householdId}::uuid and a.match = 'ask' and a.is_face
            and a.person_id = p.id
        )
      order by seen.faces desc, p.id limit ${MAX_COUNTED}
    )
    select f.person_id as "personId", count(distinct e.visit_id)::int as "visitCount",
      count(*)::int as "faceCount", max(e.occurred_at) as "lastSeenAt"
    from candidates join faces f on f.person_id = candidates.id join events e on e.id = f.event_id
    where f.is_face
    group by f.person_id
    having count(distinct e.visit_id) >= ${OFTEN}
    order by "visitCount" desc, f.person_id limit ${MAX_NEWCOMERS}`;
}

/** With their best faces. */
export async function withFaces(
  { householdId }: Actor,
  newcomers: readonly NewcomerRow[],
): Promise<Newcomer[]> {
  const rows = await db().$queryRaw<(FaceRow & { personId: string })[]>`
    select wanted.person_id as "personId", ${faceColumns}
    from unnest(${newcomers.map(({ personId }) => personId)}::uuid[]) as wanted (person_id)
    cross join lateral (
      select f.id, f.event_id, f.crop_key, f.quality from faces f
      where f.person_id = wanted.person_id and f.household_id = ${householdId}::uuid and f.is_face
      order by f.quality desc limit ${FACES_EACH}
    ) as f
    join events e on e.id = f.event_id join cameras c on c.id = e.camera_id
    order by f.quality desc`;
  const facesByPerson = Map.groupBy(rows, ({ personId }) => personId);
  return newcomers.map(({ lastSeenAt, ...newcomer }) => ({
    kind: "newcomer",
    ...newcomer,
    lastSeenAt: lastSeenAt.toISOString(),
    faces: (facesByPerson.get(newcomer.personId) ?? []).map(reviewFace),
  }));
}
