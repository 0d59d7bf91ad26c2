import { discardPictures } from "#lib/faces/commands.ts";
import { isUnregistered } from "#lib/identity/registered/queries.ts";
import { db, LONG, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { announceChange } from "#lib/infra/live.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * Marks as archived whoever has neither name nor category and was not seen for
 * UNREGISTERED_ARCHIVE_DAYS, and takes the mark from everybody else.
 */
export async function archiveUnregistered(now: Date): Promise<void> {
  const before = new Date(now.getTime() - env().UNREGISTERED_ARCHIVE_DAYS * DAY_MS);
  for (const { id } of await db().household.findMany({ select: { id: true } }))
    await db().$transaction((tx) => archiveIn(tx, id, before, now), LONG);
}

/** Under the household's lock: whoever is seen meanwhile must not be marked. */
async function archiveIn(
  tx: Transaction,
  householdId: string,
  before: Date,
  now: Date,
): Promise<void> {
  await lockHousehold(tx, householdId);
  const changed = await tx.$executeRaw`
    with marks as (
      select p.id, ${isUnregistered}
        and coalesce(max(f.seen_at), p.created_at) < ${before} as archived
      from people p
      left join faces f on f.person_id = p.id
      where p.household_id = ${householdId}::uuid
      group by p.id
    )
    update people p set archived_at = case when marks.archived then ${now}::timestamptz end
    from marks
    where marks.id = p.id and marks.archived <> (p.archived_at is not null)`;
  if (changed > 0) await announceChange(tx, householdId);
}

/**
 * Leaves of everybody with neither name nor category who was not seen for UNREGISTERED_TRIM_DAYS the
 * best face of each viewing angle, and the best few of those of which the household has said whose they
 * are not, for they speak against that person: the pictures and embeddings of the others are deleted,
 * their rows stay as the visits' record. What one run has not reached the next one does.
 */
export async function trimUnregistered(now: Date): Promise<void> {
  const before = new Date(now.getTime() - env().UNREGISTERED_TRIM_DAYS * DAY_MS);
  for (const { id } of await db().household.findMany({ select: { id: true } }))
    while (await trimSome(id, before, now));
}

/** Faces of one transaction: few, since whoever comes to the door waits for it. */
const BATCH = 200;

/**
 * Faces that stay to say who a stranger is not, of each viewing angle by day and in infrared. Recognition
 * goes by the nearest of them; a stranger who was denied may have left hundreds.
 */
const DENIED_EACH = 3;

type DispensableFace = { id: string; cropKey: string | null; alignedKey: string | null };

/** @returns whether there was anything to trim */
async function trimSome(householdId: string, before: Date, now: Date): Promise<boolean> {
  return await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const faces = await dispensableFaces(tx, householdId, before);
    if (faces.length === 0) return false;
    const ids = faces.map(({ id }) => id);
    await tx.embedding.deleteMany({ where: { faceId: { in: ids } } });
    await tx.face.updateMany({
      where: { id: { in: ids } },
      data: { cropKey: null, alignedKey: null, trimmedAt: now },
    });
    await discardPictures(tx, { householdId }, faces);
    await announceChange(tx, householdId);
    return true;
  });
}

/** Of unregistered people unseen since `before`: all but the best face of each angle and the best denied. */
const dispensableFaces = (
  tx: Transaction,
  householdId: string,
  before: Date,
): Promise<DispensableFace[]> =>
  tx.$queryRaw<DispensableFace[]>`
    with unseen as (
      select p.id
      from people p join faces f on f.person_id = p.id
      where p.household_id = ${householdId}::uuid and ${isUnregistered}
      group by p.id having max(f.seen_at) < ${before}
    ), ranked as (
      select f.id, f.person_id, f.angle, f.lighting, f.quality, f.is_face, f.crop_key, f.aligned_key,
        row_number() over (
          partition by f.person_id, f.angle order by f.is_face desc, f.quality desc, f.id
        ) as rank
      from faces f join unseen on unseen.id = f.person_id
      where f.trimmed_at is null
    ), denied as (
      select f.id, row_number() over (
        partition by f.person_id, r.person_id, f.angle, f.lighting order by f.quality desc, f.id
      ) as rank
      from ranked f join face_rejections r on r.face_id = f.id
      where f.is_face
    )
    select id, crop_key as "cropKey", aligned_key as "alignedKey" from ranked
    where not is_face
      or rank > 1 and id not in (select id from denied where rank <= ${DENIED_EACH})
    limit ${BATCH}`;
