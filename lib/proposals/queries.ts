import type { InHousehold } from "#lib/accounts/types.ts";
import type { FaceToCluster } from "#lib/faces/clusters/clustering.ts";
import { isPresent, isUnregistered } from "#lib/identity/registered/queries.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { Proposal } from "./types.ts";

/** People who are compared, those seen last: the comparison takes time by their square. */
const MAX_PEOPLE = 3_000;
/** Faces of one person that are compared, the best: more tell nothing more. */
const FACES_EACH = 8;

/** A face of somebody whom the household has not registered. */
export type StrangersFace = Omit<FaceToCluster, "vector"> & {
  /** One of the person's best: to be compared. Others only tell who was seen together. */
  readonly isCompared: boolean;
  readonly hasPicture: boolean;
};

/** All faces of the people who have no name and no category; of no child, and of nobody hidden. */
export async function strangersFaces(
  tx: Transaction,
  householdId: string,
): Promise<StrangersFace[]> {
  return await tx.$queryRaw<StrangersFace[]>`
    with strangers as (
      select p.id from people p
      join faces f on f.person_id = p.id
      where p.household_id = ${householdId}::uuid and ${isUnregistered} and ${isPresent}
        and not p.is_hidden and not p.is_child
      group by p.id order by max(f.seen_at) desc limit ${MAX_PEOPLE}
    )
    select f.id as "faceId", f.person_id as "personId", f.quality,
      coalesce(f.event_id, f.id) as "eventId",
      (f.track->0->>'atMs')::int as "fromMs", (f.track->-1->>'atMs')::int as "untilMs",
      f.crop_key is not null as "hasPicture",
      row_number() over (
        partition by f.person_id order by f.trimmed_at is null desc, f.quality desc, f.id
      ) <= ${FACES_EACH} as "isCompared"
    from faces f join strangers on strangers.id = f.person_id
    where f.is_face
    order by f.id`;
}

const visitsOf = (personId: Prisma.Sql) => Prisma.sql`(
  select count(distinct e.visit_id) from faces x join events e on e.id = x.event_id
  where x.person_id = ${personId})`;

/** What may be asked, the most similar first. */
export async function openProposals({ householdId }: InHousehold): Promise<Proposal[]> {
  const rows = await db().$queryRaw<
    (Record<"proposalId" | "personId" | "otherPersonId", string> &
      Record<
        "name" | "otherName" | "cropKey" | "otherCropKey" | "visitId" | "otherVisitId",
        string | null
      > &
      Record<"visits" | "otherVisits", bigint>)[]
  >`
    select m.id as "proposalId", p.id as "personId", o.id as "otherPersonId",
      p.name, o.name as "otherName", f.crop_key as "cropKey", g.crop_key as "otherCropKey",
      (select visit_id from events where id = f.event_id) as "visitId",
      (select visit_id from events where id = g.event_id) as "otherVisitId",
      ${visitsOf(Prisma.sql`p.id`)} as visits, ${visitsOf(Prisma.sql`o.id`)} as "otherVisits"
    from merge_proposals m
    join people p on p.id = m.person_id join people o on o.id = m.other_person_id
    join faces f on f.id = m.face_id and f.person_id = p.id and f.is_face
    join faces g on g.id = m.other_face_id and g.person_id = o.id and g.is_face
    where m.household_id = ${householdId}::uuid and m.state = 'open'
      and p.forgotten_at is null and o.forgotten_at is null
      and not p.is_hidden and not o.is_hidden
    order by m.similarity desc, m.id`;
  return rows.map((row) => ({
    proposalId: row.proposalId,
    people: [
      {
        personId: row.personId,
        name: row.name,
        cropUrl: row.cropKey && mediaUrl(row.cropKey),
        visitId: row.visitId,
        visitCount: Number(row.visits),
      },
      {
        personId: row.otherPersonId,
        name: row.otherName,
        cropUrl: row.otherCropKey && mediaUrl(row.otherCropKey),
        visitId: row.otherVisitId,
        visitCount: Number(row.otherVisits),
      },
    ],
  }));
}
