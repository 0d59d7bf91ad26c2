import { z } from "zod";
import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { zonesSchema } from "#lib/cameras/schema.ts";
import { AppError } from "#lib/errors.ts";
import { bestPicture } from "#lib/faces/best-picture/queries.ts";
import { explanationSchema, peopleIn, whySentence } from "#lib/faces/explanation.ts";
import { mayBePicture } from "#lib/faces/liveness.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import type { EventDetail, EventFace, EventSummary, VisitSummary } from "./types.ts";

const summaryParts = {
  camera: true,
  faces: {
    where: { isFace: true, person: { forgottenAt: null } },
    include: { person: true, suggestedPerson: true },
    orderBy: { quality: "desc" },
  },
} satisfies Prisma.EventInclude;

type EventRow = Prisma.EventGetPayload<{ include: typeof summaryParts }>;
type FaceRow = EventRow["faces"][number];

const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const track = z.array(z.object({ atMs: z.number(), box }));

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

/** @throws AppError not-found, also for an event of another household. */
export async function getEvent(actor: Actor, eventId: string): Promise<EventDetail> {
  const event = await db().event.findUnique({
    where: { id: eventId, householdId: actor.householdId },
    include: {
      ...summaryParts,
      clip: true,
      decisions: {
        include: { account: true, notifications: { include: { subscription: true } } },
        orderBy: { decidedAt: "asc" },
      },
      visit: { include: { events: { include: { camera: true }, orderBy: { occurredAt: "asc" } } } },
    },
  });
  if (!event) throw new AppError("not-found", "This event is not there any more.");
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...summaryOf(event, await sightingsOf(actor, event.faces)),
    whyByFace: await whyByFace(actor, event.faces),
    dismissedOf: await dismissedOf(actor, eventId),
    privacyZones: zonesSchema.parse(event.camera.privacyZones),
    clip: event.clip && {
      url: event.clip.storageKey && mediaUrl(event.clip.storageKey),
      durationMs: event.clip.durationMs,
      width: event.clip.width,
      height: event.clip.height,
    },
    tracks: event.faces.map((face) => ({ faceId: face.id, points: track.parse(face.track) })),
    receipt: {
      source: event.source,
      occurredAt: event.occurredAt.toISOString(),
      receivedAt: event.receivedAt.toISOString(),
      imageReadyAt: iso(event.imageReadyAt),
      mediaReadyAt: iso(event.mediaReadyAt),
      analysedAt: iso(event.analysedAt),
      decidedAt: iso(event.decidedAt),
      pushedAt: iso(event.pushedAt),
    },
    told: event.decisions.map((decision) => ({
      displayName: decision.account.displayName,
      notify: decision.notify,
      reason: decision.reason,
      title: decision.title,
      body: decision.body,
      decidedAt: decision.decidedAt.toISOString(),
      devices: decision.notifications.map(({ subscription, state }) => ({
        device: subscription?.device ?? "A device that was removed",
        state,
      })),
    })),
    siblings: event.visit.events
      .filter(({ id }) => id !== event.id)
      .map(({ id, occurredAt, camera, kind }) => ({
        eventId: id,
        occurredAt: occurredAt.toISOString(),
        cameraName: cameraName(camera),
        kind,
      })),
  };
}

/** Why the faces were decided so, in sentences, with the names of today. */
async function dismissedOf({ householdId }: Actor, eventId: string): Promise<string[]> {
  const dismissed = await db().face.findMany({
    where: { householdId, eventId, isFace: false, person: { forgottenAt: null } },
    distinct: ["personId"],
  });
  return dismissed.map(({ personId }) => personId);
}

async function whyByFace(
  { householdId }: Actor,
  faces: readonly FaceRow[],
): Promise<Record<string, string>> {
  const kept = faces.flatMap(({ id, isConfirmed, explanation }) =>
    explanation ? [{ id, isConfirmed, explanation: explanationSchema.parse(explanation) }] : [],
  );
  const people = await db().person.findMany({
    where: {
      ...{ householdId, forgottenAt: null, name: { not: null } },
      id: { in: [...new Set(kept.flatMap(({ explanation }) => peopleIn(explanation)))] },
    },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const nameOf = (personId: string) => names.get(personId) ?? null;
  const denials = await db().faceRejection.findMany({
    where: { householdId, faceId: { in: kept.map(({ id }) => id) } },
  });
  const sentences = kept.map(({ id, isConfirmed, explanation }) => {
    const { outcome, best } = explanation;
    const isDenied =
      outcome !== "unknown" &&
      denials.some(({ faceId, personId }) => faceId === id && personId === best?.personId);
    if (isConfirmed) return [id, "You have said who this is."];
    if (isDenied)
      return [id, `You have said that this is not ${nameOf(best?.personId ?? "") ?? "them"}.`];
    return [id, whySentence(explanation, nameOf)];
  });
  return Object.fromEntries(sentences);
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
type Sightings = { visitCount: number; cropKey: string | null };

async function sightingsOf(actor: Actor, faces: FaceRow[]): Promise<Map<string, Sightings>> {
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

function summaryOf(event: EventRow, sightingsByPerson: Map<string, Sightings>): EventSummary {
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
