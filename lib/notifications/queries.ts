import type { Actor } from "#lib/accounts/types.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import type { VisitKnowledge } from "./policy.ts";
import type { SubscriptionSummary } from "./types.ts";

/** The member's own devices, oldest first. */
export async function listSubscriptions(actor: Actor): Promise<SubscriptionSummary[]> {
  const subscriptions = await db().subscription.findMany({
    where: { householdId: actor.householdId, accountId: actor.accountId },
    orderBy: { createdAt: "asc" },
  });
  return subscriptions.map((subscription) => ({
    subscriptionId: subscription.id,
    endpoint: subscription.endpoint,
    device: subscription.device,
    createdAt: subscription.createdAt.toISOString(),
    lastSuccessAt: subscription.lastSuccessAt?.toISOString() ?? null,
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
    include: { person: true, suggestedPerson: true },
    orderBy: { id: "asc" },
  });
  const shown = faces.filter(({ person }) => !person.isHidden);
  const faceByPerson = new Map(shown.map((face) => [face.personId, face]));
  const visitors = await Promise.all(
    [...faceByPerson.values()].map(async ({ person, suggestedPerson }) => ({
      name: person.name,
      category: person.category,
      probably:
        suggestedPerson?.name && !suggestedPerson.isHidden && !suggestedPerson.forgottenAt
          ? {
              name: suggestedPerson.name,
              category: suggestedPerson.category,
              isChild: suggestedPerson.isChild,
            }
          : null,
      seenBefore: await tx.visit.count({
        where: {
          householdId: event.householdId,
          startedAt: { lt: event.visit.startedAt },
          events: { some: { faces: { some: { personId: person.id, isFace: true } } } },
        },
      }),
    })),
  );
  const ageMs = now.getTime() - event.occurredAt.getTime();
  const knowledge: VisitKnowledge = {
    visitors,
    sawHidden: faces.length > shown.length,
    pressed: (await tx.event.count({ where: { ...visit, kind: "button_press" } })) > 0,
    sight: sightOf(event.outcome),
    late: event.outcome === "late" || ageMs > env().RING_NOTIFY_MAX_AGE_S * 1000,
    cameraOff: event.outcome === "camera_off",
  };
  return { event, knowledge };
}

function sightOf(outcome: DecidedEvent["outcome"]): VisitKnowledge["sight"] {
  if (outcome === null) return "waiting";
  return outcome === "recognised" || outcome === "no_face" ? "looked" : "unseen";
}
