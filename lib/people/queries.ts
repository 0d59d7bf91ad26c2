import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { bestPicture } from "#lib/faces/best-picture/queries.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { historyOf } from "./history/queries.ts";
import type { Shelf } from "./shelf.ts";
import { bestFaces, bestShots, firstAndLast, habitCells } from "./sightings/queries.ts";
import type { PersonDetail, PersonSummary, ShelvedPeople } from "./types.ts";

type SummaryRow = {
  personId: string;
  name: string | null;
  category: PersonCategory;
  note: string | null;
  categoryUntil: Date | null;
  endedCategory: PersonCategory | null;
  isHidden: boolean;
  cropKey: string | null;
  isArchived: boolean;
  faceCount: number;
  visitCount: number;
  lastSeenAt: Date;
};

/** On a list visits are counted among so many of a person's faces, the newest: no whole history is read. */
const COUNTED_FACES = 20;

/** Everybody the household has seen or named, those seen last first; who is hidden, too. */
export const listPeople = (actor: Actor): Promise<PersonSummary[]> =>
  summaries(actor, Prisma.sql`p.forgotten_at is null and ${IS_KNOWN}`, COUNTED_FACES);

/** Those who are to be forgotten, while they can be had back. */
export const listForgotten = (actor: Actor): Promise<PersonSummary[]> =>
  summaries(actor, Prisma.sql`p.forgotten_at is not null and ${IS_KNOWN}`, COUNTED_FACES);

const IS_ARCHIVED = Prisma.sql`(
  p.archived_at is not null and p.name is null and p.category = 'unknown'
)`;

const IS_KNOWN = Prisma.sql`(seen.faces > 0 or p.name is not null)`;

/** Of more on a shelf those seen last are shown until somebody asks for all. */
const SHOWN_ON_SHELF = 48;

/** What the page of people shows at first. Only of these are the visits counted. */
export async function listShelves(actor: Actor): Promise<ShelvedPeople> {
  const rows = await db().$queryRaw<{ personId: string; shelf: Shelf; count: number }[]>`
    with known as (
      select p.id, p.category_until, last.seen_at,
        case when p.is_hidden then 'hidden' when ${IS_ARCHIVED} then 'archived'
          else p.category::text end as shelf
      from people p
      left join lateral (
        select f.seen_at from faces f
        where f.person_id = p.id and f.is_face
        order by f.seen_at desc limit 1
      ) last on true
      where p.household_id = ${actor.householdId}::uuid and p.merged_into_id is null
        and p.forgotten_at is null and (last.seen_at is not null or p.name is not null)
    ), ranked as (
      select *, (count(*) over shelves)::int as count,
        row_number() over (shelves order by seen_at desc nulls last) as rank
      from known window shelves as (partition by shelf)
    )
    select id as "personId", shelf, count from ranked
    where rank <= ${SHOWN_ON_SHELF} or category_until is not null`;
  const ids = rows.map(({ personId }) => personId);
  return {
    people: await summaries(actor, Prisma.sql`p.id = any(${ids}::uuid[])`, COUNTED_FACES),
    counts: Object.fromEntries(rows.map(({ shelf, count }) => [shelf, count])),
  };
}

/** @param counted how many faces visits are counted among; null: all */
async function summaries(
  actor: Actor,
  isWanted: Prisma.Sql,
  counted: number | null,
): Promise<PersonSummary[]> {
  const rows = await db().$queryRaw<SummaryRow[]>`
    select p.id as "personId", p.name, p.category::text as category, p.note,
      p.category_until as "categoryUntil", p.ended_category::text as "endedCategory",
      p.is_hidden as "isHidden", best.crop_key as "cropKey",
      ${IS_ARCHIVED} as "isArchived",
      seen.faces as "faceCount", seen.visits as "visitCount",
      coalesce(seen.last, p.created_at) as "lastSeenAt"
    from people p
    left join lateral (
      select count(*)::int as faces, count(distinct e.visit_id)::int as visits,
        max(e.occurred_at) as last
      from (
        select f.event_id from faces f
        where f.person_id = p.id and f.is_face
        order by f.seen_at desc
        limit ${counted}::int
      ) newest
      left join events e on e.id = newest.event_id
    ) seen on true
    left join ${bestPicture} on true
    where p.household_id = ${actor.householdId}::uuid and p.merged_into_id is null and ${isWanted}
    order by "lastSeenAt" desc`;
  return rows.map(({ cropKey, categoryUntil, lastSeenAt, ...row }) => ({
    ...row,
    cropUrl: cropKey && mediaUrl(cropKey),
    hasMore: row.faceCount === counted,
    categoryUntil: categoryUntil?.toISOString() ?? null,
    lastSeenAt: lastSeenAt.toISOString(),
  }));
}

/**
 * A person; of one who was merged into another that other one. Who is to be forgotten is still there,
 * to be had back.
 *
 * @throws AppError not-found, also for a person of another household.
 */
export async function getPerson(actor: Actor, personId: string, now: Date): Promise<PersonDetail> {
  const { householdId } = actor;
  const person = await db().person.findUnique({ where: { id: personId, householdId } });
  if (person?.mergedIntoId) return await getPerson(actor, person.mergedIntoId, now);
  const [[summary], seen, shots, faces, habits, history] = await Promise.all([
    summaries(actor, Prisma.sql`p.id = ${personId}::uuid`, null),
    firstAndLast(actor, personId),
    bestShots(actor, personId),
    bestFaces(actor, personId),
    habitCells(actor, personId, now),
    historyOf(actor, personId),
  ]);
  if (!person || !summary) throw new AppError("not-found", "personGone");
  return {
    ...{ ...summary, ...seen, faces, habits, history },
    bestShots: shots,
    isChild: person.isChild,
    eraseAt: person.eraseAt?.toISOString() ?? null,
  };
}
