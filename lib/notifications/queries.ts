import type { Actor } from "#lib/accounts/types.ts";
import { sightOf, type VisitKnowledge } from "#lib/alerts/sightings.ts";
import { visitorsIn } from "#lib/alerts/visitors.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { isSilent, reachOf } from "./reach.ts";
import { failureSchema } from "./schema.ts";
import type { RemovedDevice, SubscriptionSummary } from "./types.ts";

/** The member's own devices, oldest first. */
export async function listSubscriptions(actor: Actor, now: Date): Promise<SubscriptionSummary[]> {
  const subscriptions = await db().subscription.findMany({
    where: { householdId: actor.householdId, accountId: actor.accountId, removedAt: null },
    orderBy: { createdAt: "asc" },
  });
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return subscriptions.map((subscription) => ({
    subscriptionId: subscription.id,
    endpoint: subscription.endpoint,
    device: subscription.ownName ?? subscription.device,
    ownName: subscription.ownName,
    createdAt: subscription.createdAt.toISOString(),
    reach: reachOf(subscription, now),
    lastSuccessAt: iso(subscription.lastSuccessAt),
    lastReceiptAt: iso(subscription.lastReceiptAt),
    lastFailureAt: iso(subscription.lastFailureAt),
    failure: failureSchema.parse(subscription.lastFailure),
    silentSince: isSilent(subscription, now) ? iso(subscription.awaitingSince) : null,
  }));
}

/** Those of the member's devices that were removed of late and can be had back, the last one first. */
export async function removedDevices({ householdId, accountId }: Actor): Promise<RemovedDevice[]> {
  const removed = await db().subscription.findMany({
    where: { householdId, accountId, removedAt: { not: null } },
    orderBy: { removedAt: "desc" },
  });
  return removed.map(({ id, ownName, device }) => ({
    subscriptionId: id,
    device: ownName ?? device,
  }));
}

const eventParts = { camera: true, visit: true } satisfies Prisma.EventInclude;

export type DecidedEvent = Prisma.EventGetPayload<{ include: typeof eventParts }>;

/** The event with all that its visit has shown so far, as the policy wants it. */
export async function knowledgeOf(
  tx: Transaction,
  eventId: string,
  now: Date,
): Promise<{ event: DecidedEvent; knowledge: VisitKnowledge }> {
  const event = await tx.event.findUniqueOrThrow({ where: { id: eventId }, include: eventParts });
  const visit = { visitId: event.visitId };
  const faces = await tx.face.findMany({
    where: { event: visit, isFace: true, person: { forgottenAt: null } },
    include: { person: true, suggestedPerson: true, event: { select: { cameraId: true } } },
    omit: { track: true, explanation: true },
    orderBy: { id: "asc" },
  });
  const shown = faces.flatMap(({ event: seenIn, ...face }) =>
    seenIn && !face.person.isHidden ? [{ ...face, event: seenIn }] : [],
  );
  const visitors = await Promise.all(
    visitorsIn(shown, event.occurredAt).map(async (visitor) => ({
      ...visitor,
      seenBefore: visitor.name === null ? await earlierVisits(tx, event, visitor.personId) : 0,
    })),
  );
  const ageMs = now.getTime() - event.occurredAt.getTime();
  const knowledge: VisitKnowledge = {
    cameraId: event.cameraId,
    at: event.occurredAt,
    visitors,
    sawHidden: faces.length > shown.length,
    pressed: (await tx.event.count({ where: { ...visit, kind: "button_press" } })) > 0,
    sight: sightOf(event.outcome),
    late: event.outcome === "late" || ageMs > env().RING_NOTIFY_MAX_AGE_S * 1000,
    cameraOff: event.outcome === "camera_off",
  };
  return { event, knowledge };
}

const earlierVisits = (
  tx: Transaction,
  { householdId, visit }: DecidedEvent,
  personId: string,
): Promise<number> =>
  tx.visit.count({
    where: {
      householdId,
      startedAt: { lt: visit.startedAt },
      events: { some: { faces: { some: { personId, isFace: true } } } },
    },
  });
