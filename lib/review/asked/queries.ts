import type { Actor, InHousehold } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { type FaceRow, faceColumns, reviewFace } from "../faces/queries.ts";
import type { Cursor } from "../schema.ts";
import type { AskedGroup, ReviewLeft } from "../types.ts";

/** Faces of a group that are shown, and answered, at a time. */
const FACES_EACH = 100;
const BEST_FACES = 3;

/**
 * In SQL, the faces `f` of which Kith asks whether they are those of `p`. Whoever is hidden or to be
 * forgotten is neither asked about nor for.
 */
const askedFaces = ({ householdId }: InHousehold) => Prisma.sql`
  faces f
  join people p on p.id = f.suggested_person_id
  join people stranger on stranger.id = f.person_id
  where f.household_id = ${householdId}::uuid and f.match = 'ask' and f.is_face
    and p.forgotten_at is null and not p.is_hidden
    and stranger.forgotten_at is null and not stranger.is_hidden`;

/** How many groups there are, and faces in them. */
export async function countAsked(household: InHousehold): Promise<ReviewLeft> {
  const [row] = await db().$queryRaw<{ questions: number; faces: number }[]>`
    select count(distinct p.id)::int as questions, count(*)::int as faces
    from ${askedFaces(household)}`;
  return row ?? { questions: 0, faces: 0 };
}

type GroupRow = Pick<AskedGroup, "personId" | "name" | "faceCount" | "visitCount">;

/** The groups after the cursor: those that name most visits first. */
export async function askedGroups(
  actor: Actor,
  after: Cursor | null,
  limit: number,
): Promise<AskedGroup[]> {
  const isAfter = after
    ? Prisma.sql`(count(distinct e.visit_id), p.id) < (${after.visitCount}, ${after.personId}::uuid)`
    : Prisma.sql`true`;
  const rows = await db().$queryRaw<GroupRow[]>`
    select p.id as "personId", p.name, count(*)::int as "faceCount",
      count(distinct e.visit_id)::int as "visitCount"
    from (select f.event_id, p.id, p.name from ${askedFaces(actor)}) as p
    join events e on e.id = p.event_id
    group by p.id, p.name having ${isAfter}
    order by "visitCount" desc, p.id desc limit ${limit}`;
  const personIds = rows.map(({ personId }) => personId);
  const [faces, best] = await Promise.all([
    facesOfGroups(actor, personIds),
    bestFaces(actor, personIds),
  ]);
  return rows.map((row) => ({
    kind: "asked",
    ...row,
    bestCropUrls: (best.get(row.personId) ?? []).map(({ cropKey }) => mediaUrl(cropKey)),
    faces: (faces.get(row.personId) ?? []).map(reviewFace),
  }));
}

async function facesOfGroups(actor: Actor, personIds: readonly string[]) {
  const rows = await db().$queryRaw<(FaceRow & { personId: string })[]>`
    select wanted.person_id as "personId", ${faceColumns}
    from unnest(${personIds}::uuid[]) as wanted (person_id)
    cross join lateral (
      select f.id, f.event_id, f.crop_key, f.similarity from ${askedFaces(actor)} and f.suggested_person_id = wanted.person_id
      order by f.similarity desc nulls last, f.id limit ${FACES_EACH}
    ) as f
    join events e on e.id = f.event_id join cameras c on c.id = e.camera_id
    order by f.similarity desc nulls last, f.id`;
  return Map.groupBy(rows, ({ personId }) => personId);
}

async function bestFaces({ householdId }: Actor, personIds: readonly string[]) {
  const rows = await db().$queryRaw<{ personId: string; cropKey: string }[]>`
    select wanted.person_id as "personId", f.crop_key as "cropKey"
    from unnest(${personIds}::uuid[]) as wanted (person_id)
    cross join lateral (
      select f.crop_key, f.quality from faces f
      where f.person_id = wanted.person_id and f.household_id = ${householdId}::uuid
        and f.is_face and f.crop_key is not null
      order by f.quality desc limit ${BEST_FACES}
    ) as f
    order by f.quality desc`;
  return Map.groupBy(rows, ({ personId }) => personId);
}
