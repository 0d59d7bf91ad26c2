import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { type Person, Prisma } from "#prisma/generated/client.ts";
import { survivorOf } from "../merging.ts";
import { identified, ownFaces, ownPerson } from "../own/queries.ts";
import type { MovePreview, Party, Tally } from "../types.ts";

/** So many of the best faces stand for all. */
const SHOWN_PICTURES = 4;

/**
 * What merging people would move.
 *
 * @param personIds two at least
 * @throws AppError not-found; conflict when they are one already
 */
export async function previewMerge(
  actor: Actor,
  personIds: readonly string[],
): Promise<MovePreview> {
  const people = await Promise.all(
    personIds.map(async (id) => identified(await ownPerson(db(), actor, id))),
  );
  const into = people.reduce((first, second) => survivorOf(first, second));
  const [first, ...others] = people.filter(({ id }) => id !== into.id);
  if (!first) throw new AppError("conflict", "onePersonAlready");
  const from = [first, ...others];
  return {
    moved: await tallyOf(actor, facesOf(from)),
    left: NONE,
    after: await tallyOf(actor, facesOf(people)),
    from: [
      await party(actor, first, facesOf([first])),
      ...(await Promise.all(others.map((other) => party(actor, other, facesOf([other]))))),
    ],
    into: await party(actor, into, facesOf([into])),
    becomesChild: from.some(({ isChild }) => isChild) && !into.isChild,
    seenTogether: await seenTogether(actor, people),
  };
}

const facesOf = (people: readonly Person[]) =>
  Prisma.sql`f.person_id = any(${people.map(({ id }) => id)}::uuid[])`;

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
    from: [await party(actor, from, moving)],
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

async function seenTogether({ householdId }: Actor, people: readonly Person[]): Promise<number> {
  const [{ count } = { count: 0 }] = await db().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (
      select f.event_id from faces f
      where f.household_id = ${householdId}::uuid and f.is_face and f.event_id is not null
        and ${facesOf(people)}
      group by f.event_id having count(distinct f.person_id) > 1
    ) together`;
  return count;
}
