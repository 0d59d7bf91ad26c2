import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { bestPicture } from "#lib/faces/best-picture/queries.ts";
import { mayBePicture } from "#lib/faces/shots/liveness.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { type EventFace, type EventSummary, MOST_COUNTED } from "./types.ts";

const shownFaces = {
  where: { isFace: true, person: { forgottenAt: null } },
  include: { person: true, suggestedPerson: true },
  orderBy: { quality: "desc" },
} satisfies Prisma.Event$facesArgs;

/** What an event's own page shows. */
export const summaryParts = { camera: true, faces: shownFaces } satisfies Prisma.EventInclude;

/** What a summary is made of, without what is large. */
export const listedParts = {
  camera: { select: { name: true, ownName: true } },
  faces: { ...shownFaces, omit: { track: true, explanation: true } },
} satisfies Prisma.EventInclude;

type ListedRow = Prisma.EventGetPayload<{ include: typeof listedParts }>;
type ListedFace = ListedRow["faces"][number];
export type FaceRow = Prisma.FaceGetPayload<typeof shownFaces>;

/** A row of the inbox; null when it was erased with its account. */
export async function readDelivery(deliveryId: string): Promise<{
  id: string;
  body: Uint8Array;
  receivedAt: Date;
  outcome: string | null;
} | null> {
  return await db().webhookDelivery.findUnique({ where: { id: deliveryId } });
}

/** How often a person was seen, see `EventFace`, and their best picture. */
export type Sightings = { visitCount: number; cropKey: string | null };

/** Faces of one person, the newest, among which visits are counted. */
const COUNTED_FACES = 3 * MOST_COUNTED;

/** By person, of whomever the faces show. Nobody's whole history is read, however often they come. */
export async function sightingsOf(
  actor: Actor,
  faces: readonly { personId: string }[],
): Promise<Map<string, Sightings>> {
  const ids = [...new Set(faces.map(({ personId }) => personId))];
  if (ids.length === 0) return new Map();
  const rows = await db().$queryRaw<(Sightings & { personId: string })[]>`
    select p.id as "personId", best.crop_key as "cropKey",
      least(greatest(seen.visits, 1), ${MOST_COUNTED})::int as "visitCount"
    from people p
    left join lateral (
      select count(distinct e.visit_id) as visits
      from (
        select f.event_id from faces f
        where f.person_id = p.id and f.is_face and p.name is null
        order by f.seen_at desc
        limit ${COUNTED_FACES}
      ) newest
      join events e on e.id = newest.event_id
    ) seen on true
    left join ${bestPicture} on true
    where p.household_id = ${actor.householdId}::uuid and p.id = any(${ids}::uuid[])`;
  return new Map(rows.map(({ personId, ...sightings }) => [personId, sightings]));
}

/** One event in short. */
export function summaryOf(
  event: ListedRow,
  sightingsByPerson: Map<string, Sightings>,
): EventSummary {
  return {
    eventId: event.id,
    visitId: event.visitId,
    kind: event.kind,
    cameraName: cameraName(event.camera),
    occurredAt: event.occurredAt.toISOString(),
    outcome: event.outcome,
    outcomeReason: event.outcomeReason,
    faces: event.faces.map((face) => faceOf(face, sightingsByPerson.get(face.personId))),
  };
}

function faceOf(face: ListedFace, sightings: Sightings | undefined): EventFace {
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
