import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { AppError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { historySentence } from "./history.ts";
import type { PersonCategory, PersonDetail, PersonSummary } from "./types.ts";

type SummaryRow = {
  personId: string;
  name: string | null;
  category: PersonCategory;
  cropKey: string | null;
  isArchived: boolean;
  visitCount: bigint;
  firstSeenAt: Date;
  lastSeenAt: Date;
};

/** Everybody the household has seen or named, those seen last first. */
export const listPeople = (actor: Actor): Promise<PersonSummary[]> => summaries(actor, null);

async function summaries(actor: Actor, personId: string | null): Promise<PersonSummary[]> {
  const rows = await db().$queryRaw<SummaryRow[]>`
    select p.id as "personId", p.name, p.category::text as category,
      (array_agg(f.crop_key order by f.crop_key is null, f.quality desc))[1] as "cropKey",
      p.archived_at is not null and p.name is null and p.category = 'unknown' as "isArchived",
      count(distinct e.visit_id) as "visitCount",
      coalesce(min(e.occurred_at), p.created_at) as "firstSeenAt",
      coalesce(max(e.occurred_at), p.created_at) as "lastSeenAt"
    from people p
    left join faces f on f.person_id = p.id
    left join events e on e.id = f.event_id
    where p.household_id = ${actor.householdId}::uuid
      and (${personId}::uuid is null or p.id = ${personId}::uuid)
    group by p.id
    having count(f.id) > 0 or p.name is not null or ${personId}::uuid is not null
    order by "lastSeenAt" desc`;
  return rows.map(({ cropKey, visitCount, firstSeenAt, lastSeenAt, ...row }) => ({
    ...row,
    cropUrl: cropKey && mediaUrl(cropKey),
    visitCount: Number(visitCount),
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
}

/** @throws AppError not-found, also for a person of another household. */
export async function getPerson(actor: Actor, personId: string): Promise<PersonDetail> {
  const [summary] = await summaries(actor, personId);
  if (!summary) throw new AppError("not-found", "This person is not there any more.");
  const where = { householdId: actor.householdId, personId };
  const [faces, entries] = await Promise.all([
    db().face.findMany({
      where,
      include: { event: { include: { camera: true } } },
      orderBy: { quality: "desc" },
      take: 60,
    }),
    db().identityEntry.findMany({ where, orderBy: { at: "desc" }, take: 100 }),
  ]);
  return {
    ...summary,
    faces: faces.map((face) => ({
      faceId: face.id,
      eventId: face.eventId,
      cropUrl: face.cropKey && mediaUrl(face.cropKey),
      angle: face.angle,
      quality: face.quality,
      seenAt: face.event.occurredAt.toISOString(),
      cameraName: cameraName(face.event.camera),
    })),
    history: entries.map((entry) => ({
      entryId: entry.id,
      at: entry.at.toISOString(),
      text: historySentence(entry),
    })),
  };
}
