import type { Actor } from "#lib/accounts/types.ts";
import { zonesSchema } from "#lib/cameras/schema.ts";
import { AppError } from "#lib/errors.ts";
import {
  type Explanation,
  explanationSchema,
  foremost,
  peopleIn,
} from "#lib/faces/identification/explanation.ts";
import { trackSchema } from "#lib/faces/schema.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { type FaceRow, type Sightings, sightingsOf, summaryOf, summaryParts } from "../queries.ts";
import type { EventDetail, FaceReason, VisitDetail } from "../types.ts";

const detailParts = {
  ...summaryParts,
  clip: true,
  decisions: {
    include: { account: true, notifications: { include: { subscription: true } } },
    orderBy: { decidedAt: "asc" },
  },
} satisfies Prisma.EventInclude;

type DetailRow = Prisma.EventGetPayload<{ include: typeof detailParts }>;

/** @throws AppError not-found, also for an event of another household. */
export async function getEvent(actor: Actor, eventId: string): Promise<EventDetail> {
  const event = await db().event.findUnique({
    where: { id: eventId, householdId: actor.householdId },
    include: detailParts,
  });
  if (!event) throw new AppError("not-found", "eventGone");
  return detailOf(event, await knowledgeOf(actor, [event]));
}

/** @throws AppError not-found, also for a visit of another household. */
export async function getVisit(actor: Actor, visitId: string): Promise<VisitDetail> {
  const visit = await db().visit.findUnique({
    where: { id: visitId, householdId: actor.householdId },
    include: { events: { include: detailParts, orderBy: { occurredAt: "asc" } } },
  });
  if (!visit) throw new AppError("not-found", "visitGone");
  const knowledge = await knowledgeOf(actor, visit.events);
  const events = visit.events.map((event) => detailOf(event, knowledge));
  return {
    visitId,
    startedAt: visit.startedAt.toISOString(),
    endedAt: visit.endedAt.toISOString(),
    events,
    knownBy: await knownBy(actor, visitId, mostAlike(events)),
  };
}

/** @throws AppError not-found, as `getVisit` */
export async function requireVisit({ householdId }: Actor, visitId: string): Promise<void> {
  if ((await db().visit.count({ where: { id: visitId, householdId } })) === 0)
    throw new AppError("not-found", "visitGone");
}

/** The visit that an event belongs to. @throws AppError not-found, also for another household's event */
export async function visitOf({ householdId }: Actor, eventId: string): Promise<string> {
  const event = await db().event.findUnique({ where: { id: eventId, householdId } });
  if (!event) throw new AppError("not-found", "eventGone");
  return event.visitId;
}

/** What the rows of events do not say of their faces. */
type Knowledge = {
  sightings: Map<string, Sightings>;
  whyByFace: Map<string, FaceReason>;
  dismissed: { eventId: string | null; personId: string }[];
};

async function knowledgeOf(actor: Actor, events: readonly DetailRow[]): Promise<Knowledge> {
  const faces = events.flatMap((event) => event.faces);
  return {
    sightings: await sightingsOf(actor, faces),
    whyByFace: await whyByFace(actor, faces),
    dismissed: await db().face.findMany({
      where: {
        householdId: actor.householdId,
        eventId: { in: events.map(({ id }) => id) },
        isFace: false,
        person: { forgottenAt: null },
      },
      distinct: ["eventId", "personId"],
      select: { eventId: true, personId: true },
    }),
  };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function detailOf(event: DetailRow, knowledge: Knowledge): EventDetail {
  const { clip, faces } = event;
  return {
    ...summaryOf(event, knowledge.sightings),
    whyByFace: Object.fromEntries(
      faces.flatMap(({ id }) => {
        const why = knowledge.whyByFace.get(id);
        return why ? [[id, why]] : [];
      }),
    ),
    dismissedOf: knowledge.dismissed
      .filter(({ eventId }) => eventId === event.id)
      .map(({ personId }) => personId),
    privacyZones: zonesSchema.parse(event.camera.privacyZones),
    clip: clip && {
      url: clip.storageKey && mediaUrl(clip.storageKey),
      durationMs: clip.durationMs,
      width: clip.width,
      height: clip.height,
    },
    tracks: faces.map((face) => ({ faceId: face.id, points: trackSchema.parse(face.track) })),
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
      decisionId: decision.id,
      accountId: decision.accountId,
      hasCause: decision.because !== null,
      displayName: decision.account.displayName,
      notify: decision.notify,
      reason: decision.reason,
      title: decision.title,
      body: decision.body,
      decidedAt: decision.decidedAt.toISOString(),
      devices: decision.notifications.map(({ subscription, channel, state }) => ({
        channel,
        device: subscription && (subscription.ownName ?? subscription.device),
        state,
      })),
    })),
  };
}

/** Why the faces were decided so, with the names of today. */
async function whyByFace(
  { householdId }: Actor,
  faces: readonly FaceRow[],
): Promise<Map<string, FaceReason>> {
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
  const denials = await db().faceRejection.findMany({
    where: { householdId, faceId: { in: kept.map(({ id }) => id) } },
  });
  return new Map(
    kept.map(({ id, isConfirmed, explanation }) => {
      const { outcome, best } = explanation;
      const isDenied =
        outcome !== "unknown" &&
        denials.some(({ faceId, personId }) => faceId === id && personId === best?.personId);
      const said = isConfirmed ? "confirmed" : isDenied ? "denied" : null;
      return [id, { ...reasonOf(explanation, names), said }];
    }),
  );
}

function reasonOf(
  explanation: Explanation,
  names: ReadonlyMap<string, string | null>,
): Omit<FaceReason, "said"> {
  const { outcome, best, runnerUp, thresholds, rejected } = explanation;
  const named = (match: { personId: string; similarity: number } | null | undefined) =>
    match ? { ...match, name: names.get(match.personId) ?? null } : null;
  return {
    outcome,
    best: named(best),
    runnerUp: named(runnerUp),
    thresholds,
    heldBack: foremost(explanation),
    ruledOut: named(rejected[0]),
  };
}

/** Whoever the faces resemble most, and who is asked about. */
const mostAlike = (events: readonly EventDetail[]): string[] => [
  ...new Set(
    events.flatMap(({ faces, whyByFace }) => [
      ...Object.values(whyByFace).flatMap(({ best }) => best?.personId ?? []),
      ...faces.flatMap(({ person, suggested }) =>
        [person.personId, suggested?.personId ?? []].flat(),
      ),
    ]),
  ),
];

/** Pictures shown of whoever a face is compared with. */
const KNOWN_BY = 4;

async function knownBy(
  { householdId }: Actor,
  visitId: string,
  personIds: readonly string[],
): Promise<Record<string, string[]>> {
  const rows = await db().$queryRaw<{ personId: string; cropKeys: string[] }[]>`
    select p.id as "personId", array(
      select f.crop_key from faces f join events e on e.id = f.event_id
      where f.person_id = p.id and f.is_face and f.crop_key is not null
        and e.visit_id <> ${visitId}::uuid
      order by f.is_confirmed desc, f.quality desc limit ${KNOWN_BY}
    ) as "cropKeys"
    from people p
    where p.household_id = ${householdId}::uuid and p.id = any(${personIds}::uuid[])
      and p.forgotten_at is null`;
  return Object.fromEntries(
    rows.map(({ personId, cropKeys }) => [personId, cropKeys.map(mediaUrl)]),
  );
}
