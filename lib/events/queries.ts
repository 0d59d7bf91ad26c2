import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { bestPicture } from "#lib/faces/best-picture/queries.ts";
import { mayBePicture } from "#lib/faces/liveness.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import type { EventFace, EventSummary, VisitSummary } from "./types.ts";

/** What a summary is made of. */
export const summaryParts = {
  camera: true,
  faces: {
    where: { isFace: true, person: { forgottenAt: null } },
    include: { person: true, suggestedPerson: true },
    orderBy: { quality: "desc" },
  },
} satisfies Prisma.EventInclude;

type EventRow = Prisma.EventGetPayload<{ include: typeof summaryParts }>;
export type FaceRow = EventRow["faces"][number];

/** The household's visits that began before a time, newest first, each with its events. */
export async function listVisits(
  actor: Actor,
  page: { before?: string | undefined; limit: number },
): Promise<VisitSummary[]> {
  const visits = await db().visit.findMany({
    where: {
      householdId: actor.householdId,
      ...(page.before && { startedAt: { lt: new Date(page.before) } }),
    },
    include: { events: { include: summaryParts, orderBy: { occurredAt: "asc" } } },
    orderBy: { startedAt: "desc" },
    take: page.limit,
  });
  const faces = visits.flatMap(({ events }) => events.flatMap((event) => event.faces));
  const sightings = await sightingsOf(actor, faces);
  return visits.map((visit) => ({
    visitId: visit.id,
    startedAt: visit.startedAt.toISOString(),
    endedAt: visit.endedAt.toISOString(),
    events: visit.events.map((event) => summaryOf(event, sightings)),
  }));
}

/** A row of the inbox; null when it was erased with its account. */
export async function readDelivery(deliveryId: string): Promise<{
  id: string;
  body: Uint8Array;
  receivedAt: Date;
  outcome: string | null;
} | null> {
  return await db().webhookDelivery.findUnique({ where: { id: deliveryId } });
}

/** In how many visits a person was seen, and their best picture. */
export type Sightings = { visitCount: number; cropKey: string | null };

/** By person, of whomever the faces show. */
export async function sightingsOf(actor: Actor, faces: FaceRow[]): Promise<Map<string, Sightings>> {
  const ids = [...new Set(faces.map(({ personId }) => personId))];
  if (ids.length === 0) return new Map();
  const rows = await db().$queryRaw<{ personId: string; visits: bigint; cropKey: string | null }[]>`
    with seen as (
      select f.person_id, count(distinct e.visit_id) as visits
      from faces f join events e on e.id = f.event_id
      where f.household_id = ${actor.householdId}::uuid and f.person_id = any(${ids}::uuid[])
        and f.is_face
      group by f.person_id
    )
    select p.id as "personId", seen.visits, best.crop_key as "cropKey"
    from seen join people p on p.id = seen.person_id left join ${bestPicture} on true`;
  return new Map(
    rows.map(({ personId, visits, cropKey }) => [
      personId,
      { visitCount: Number(visits), cropKey },
    ]),
  );
}

/** One event in short. */
export function summaryOf(
  event: EventRow,
  sightingsByPerson: Map<string, Sightings>,
): EventSummary {
  return {
    eventId: event.id,
    visitId: event.visitId,
    kind: event.kind,
    motionClass: event.motionClass,
    cameraName: cameraName(event.camera),
    occurredAt: event.occurredAt.toISOString(),
    outcome: event.outcome,
    outcomeReason: event.outcomeReason,
    faces: event.faces.map((face) => faceOf(face, sightingsByPerson.get(face.personId))),
  };
}

function faceOf(face: FaceRow, sightings: Sightings | undefined): EventFace {
  const { person, suggestedPerson } = face;
  const cropKey = face.cropKey ?? sightings?.cropKey;
  return {
    faceId: face.id,
    cropUrl: cropKey ? mediaUrl(cropKey) : null,
    person: {
      personId: person.id,
      name: person.name,
      category: person.category,
      visitCount: sightings?.visitCount ?? 1,
    },
    match: face.match,
    suggested:
      suggestedPerson && !suggestedPerson.forgottenAt
        ? { personId: suggestedPerson.id, name: suggestedPerson.name }
        : null,
    similarity: face.similarity,
    quality: face.quality,
    heightPx: face.heightPx,
    mayBePicture: mayBePicture(face.liveness),
    atMs: face.atMs,
  };
}
