import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { bestPicture } from "#lib/faces/best-picture/queries.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { historyOf } from "./history/queries.ts";
import { bestFaces, bestShots, firstAndLast, habitCells } from "./sightings/queries.ts";
import type { PersonDetail, PersonSummary } from "./types.ts";

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
  faceCount: bigint;
  visitCount: bigint;
  firstSeenAt: Date;
  lastSeenAt: Date;
};

/** Everybody the household has seen or named, those seen last first; who is hidden, too. */
export const listPeople = (actor: Actor): Promise<PersonSummary[]> =>
  summaries(actor, { areForgotten: false });

/** Those who are to be forgotten, while they can be had back. */
export const listForgotten = (actor: Actor): Promise<PersonSummary[]> =>
  summaries(actor, { areForgotten: true });

async function summaries(
  actor: Actor,
  which: { personId: string } | { areForgotten: boolean },
): Promise<PersonSummary[]> {
  const isWanted =
    "personId" in which
      ? Prisma.sql`p.id = ${which.personId}::uuid`
      : Prisma.sql`(p.forgotten_at is not null) = ${which.areForgotten}`;
  const rows = await db().$queryRaw<SummaryRow[]>`
    with wanted as (
      select * from people p
      where p.household_id = ${actor.householdId}::uuid and p.merged_into_id is null and ${isWanted}
    ), seen as (
      select f.person_id, count(*) as faces, count(distinct e.visit_id) as visits,
        min(e.occurred_at) as first, max(e.occurred_at) as last
      from wanted join faces f on f.person_id = wanted.id left join events e on e.id = f.event_id
      where f.is_face
      group by f.person_id
    )
    select p.id as "personId", p.name, p.category::text as category, p.note,
      p.category_until as "categoryUntil", p.ended_category::text as "endedCategory",
      p.is_hidden as "isHidden",
      best.crop_key as "cropKey",
      p.archived_at is not null and p.name is null and p.category = 'unknown' as "isArchived",
      coalesce(seen.faces, 0) as "faceCount", coalesce(seen.visits, 0) as "visitCount",
      coalesce(seen.first, p.created_at) as "firstSeenAt",
      coalesce(seen.last, p.created_at) as "lastSeenAt"
    from wanted p
    left join seen on seen.person_id = p.id
    left join ${bestPicture} on true
    where seen.faces > 0 or p.name is not null or ${"personId" in which}
    order by "lastSeenAt" desc`;
  return rows.map(({ cropKey, categoryUntil, firstSeenAt, lastSeenAt, ...row }) => ({
    ...row,
    cropUrl: cropKey && mediaUrl(cropKey),
    faceCount: Number(row.faceCount),
    visitCount: Number(row.visitCount),
    categoryUntil: categoryUntil?.toISOString() ?? null,
    firstSeenAt: firstSeenAt.toISOString(),
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
  const [summary] = await summaries(actor, { personId });
  if (!person || !summary) throw new AppError("not-found", "personGone");
  const [seen, shots, faces, habits, history] = await Promise.all([
    firstAndLast(actor, personId),
    bestShots(actor, personId),
    bestFaces(actor, personId),
    habitCells(actor, personId, now),
    historyOf(actor, personId),
  ]);
  return {
    ...{ ...summary, ...seen, faces, habits, history },
    bestShots: shots,
    isChild: person.isChild,
    eraseAt: person.eraseAt?.toISOString() ?? null,
  };
}
