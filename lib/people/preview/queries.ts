import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { type Person, Prisma } from "#prisma/generated/client.ts";
import { survivorOf } from "../merging.ts";
import { identified, ownFaces, ownPerson } from "../own/queries.ts";
import type { MovePreview, Party, Tally } from "../types.ts";

/** So many of the best faces stand for all. */
const SHOWN_PICTURES = 4;

/** What merging two people would move. @throws AppError not-found */
export async function previewMerge(
  actor: Actor,
  personId: string,
  otherPersonId: string,
): Promise<MovePreview> {
  const first = identified(await ownPerson(db(), actor, personId));
  const second = identified(await ownPerson(db(), actor, otherPersonId));
  const into = survivorOf(first, second);
  const from = into === first ? second : first;
  const moving = Prisma.sql`f.person_id = ${from.id}::uuid`;
  const after = Prisma.sql`f.person_id in (${from.id}::uuid, ${into.id}::uuid)`;
  return {
    moved: await tallyOf(actor, moving),
    left: NONE,
    after: await tallyOf(actor, after),
    from: await party(actor, from, moving),
    into: await party(actor, into, Prisma.sql`f.person_id = ${into.id}::uuid`),
    becomesChild: from.isChild && !into.isChild,
    seenTogether: await seenTogether(actor, from.id, into.id),
  };
}

/**
 * What giving faces to a person, or with null to somebody new, would move.
 *
 * @throws AppError not-found
 */
export async function previewMove(
  actor: Actor,
  faceIds: readonly string[],
  personId: string | null,
): Promise<MovePreview> {
  const [face] = await ownFaces(db(), actor, faceIds);
  const from = await ownPerson(db(), actor, face.personId);
  const into = personId ? await ownPerson(db(), actor, personId) : null;
  const moving = Prisma.sql`f.id = any(${faceIds}::uuid[])`;
  const own = Prisma.sql`f.person_id = ${into?.id ?? null}::uuid`;
  return {
    moved: await tallyOf(actor, moving),
    left: await tallyOf(actor, Prisma.sql`f.person_id = ${from.id}::uuid and not ${moving}`),
    after: await tallyOf(actor, Prisma.sql`(${own} or ${moving})`),
    from: await party(actor, from, moving),
    into: into && (await party(actor, into, own)),
    becomesChild: false,
    seenTogether: 0,
  };
}

const NONE: Tally = { faces: 0, visits: 0 };

async function tallyOf({ householdId }: Actor, which: Prisma.Sql): Promise<Tally> {
  const [tally] = await db().$queryRaw<Tally[]>`
    select count(*)::int as faces, count(distinct e.visit_id)::int as visits
    from faces f left join events e on e.id = f.event_id
    where f.household_id = ${householdId}::uuid and f.is_face and ${which}`;
  return tally ?? NONE;
}

/** @param shown which faces stand for them */
async function party(
  { householdId }: Actor,
  { id: personId, name }: Person,
  shown: Prisma.Sql,
): Promise<Party> {
  const rows = await db().$queryRaw<{ cropKey: string }[]>`
    select f.crop_key as "cropKey" from faces f
    where f.household_id = ${householdId}::uuid and f.is_face and f.crop_key is not null and ${shown}
    order by f.quality desc limit ${SHOWN_PICTURES}`;
  return { personId, name, cropUrls: rows.map(({ cropKey }) => mediaUrl(cropKey)) };
}

async function seenTogether(
  { householdId }: Actor,
  personId: string,
  otherPersonId: string,
): Promise<number> {
  const [{ count } = { count: 0 }] = await db().$queryRaw<{ count: number }[]>`
    select count(distinct f.event_id)::int as count
    from faces f join faces other on other.event_id = f.event_id
    where f.household_id = ${householdId}::uuid and f.person_id = ${personId}::uuid and f.is_face
      and other.person_id = ${otherPersonId}::uuid and other.is_face`;
  return count;
}
