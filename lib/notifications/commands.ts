import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { AppError } from "#lib/errors.ts";
import { db, lockHousehold, type Transaction, transactLazily } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { announceChange } from "#lib/infra/live.ts";
import { isPushEndpoint } from "#lib/infra/web-push.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { messageFor } from "./message.ts";
import { type AlreadyTold, type Decision, decide, RANK } from "./policy.ts";
import { type DecidedEvent, knowledgeOf } from "./queries.ts";
import type { SubscriptionInput } from "./schema.ts";

/**
 * Remembers a browser's push address as the member's. Another member's address becomes a new device
 * of this one: what is still under way to the former member must not be shown to this one.
 */
export async function saveSubscription(actor: Actor, input: SubscriptionInput): Promise<void> {
  if (!isPushEndpoint(input.endpoint, env().PUSH_HOST_ALLOWLIST))
    throw new AppError("invalid", "That is not the address of a push service that Kith knows.");
  const { endpoint, keys, device } = input;
  const member = { householdId: actor.householdId, accountId: actor.accountId };
  const data = { p256dh: keys.p256dh, auth: keys.auth, device };
  await db().$transaction(async (tx) => {
    await tx.subscription.deleteMany({ where: { endpoint, NOT: member } });
    await tx.subscription.upsert({
      where: { endpoint },
      update: data,
      create: { endpoint, ...member, ...data },
    });
  });
}

/** Forgets one of the member's own devices. Forgetting one that is gone already is no error. */
export async function removeSubscription(actor: Actor, subscriptionId: string): Promise<void> {
  await db().subscription.deleteMany({
    where: {
      id: subscriptionId,
      householdId: actor.householdId,
      accountId: actor.accountId,
    },
  });
}

/** Has a test message sent to one of the member's own devices. @throws AppError not-found */
export async function sendTestNotification(actor: Actor, subscriptionId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const device = await tx.subscription.findUnique({
      where: {
        id: subscriptionId,
        householdId: actor.householdId,
        accountId: actor.accountId,
      },
    });
    if (!device) throw new AppError("not-found", "This device is not there any more.");
    await enqueue(tx, "send-test", { subscriptionId }, { priority: -3 });
  });
}

/**
 * Decides an event for every member of its household and enqueues the messages. Running it again
 * with nothing new known changes nothing.
 */
export async function decideNotifications(eventId: string, now: Date): Promise<void> {
  await transactLazily(async (tx) => {
    const { householdId } = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
    await lockHousehold(tx, householdId);
    const { event, knowledge } = await knowledgeOf(tx, eventId, now);
    const members = await tx.membership.findMany({
      where: { householdId },
      include: { account: true },
    });
    for (const { account } of members) {
      const message = messageFor(knowledge, {
        cameraName: cameraName(event.camera),
        occurredAt: event.occurredAt,
        timeZone: account.timeZone,
      });
      const told = await alreadyTold(tx, event, account.id, message.title);
      const decision = decide(knowledge, told);
      if (await sameAsBefore(tx, event.id, account.id, decision)) continue;
      await recordDecision(tx, event, account.id, { ...decision, ...message }, now);
    }
    if (!event.decidedAt)
      await tx.event.update({ where: { id: eventId }, data: { decidedAt: now } });
    await announceChange(tx, householdId);
  });
}

async function alreadyTold(
  tx: Transaction,
  { visitId, analysedAt }: DecidedEvent,
  accountId: string,
  title: string,
): Promise<AlreadyTold> {
  const earlier = await tx.notificationDecision.findMany({
    where: { visitId, accountId, notify: true },
    select: {
      ...{ rank: true, silent: true, title: true, decidedAt: true },
      event: { select: { analysedAt: true } },
    },
    orderBy: { id: "asc" },
  });
  const last = earlier.at(-1);
  const correction = earlier.findLastIndex(({ rank }) => rank === RANK.nothing);
  const sinceCorrection = earlier.slice(correction + 1);
  return {
    ranks: earlier.map(({ rank }) => rank),
    heard: sinceCorrection.filter(({ silent }) => !silent).map(({ rank }) => rank),
    isOutdated: last !== undefined && last.title !== title && analysedAt !== null && wasEarly(last),
  };
}

const wasEarly = ({ decidedAt, event }: { decidedAt: Date; event: { analysedAt: Date | null } }) =>
  event.analysedAt === null || decidedAt < event.analysedAt;

/**
 * Whether the event's last decision says the same, or was an alert that this would only call
 * "already told": then a second run has nothing to add.
 */
async function sameAsBefore(
  tx: Transaction,
  eventId: string,
  accountId: string,
  decision: Decision,
): Promise<boolean> {
  const last = await tx.notificationDecision.findFirst({
    where: { eventId, accountId },
    orderBy: { revision: "desc" },
  });
  if (!last) return false;
  if (last.notify) return !decision.notify;
  return !decision.notify && last.reason === decision.reason;
}

async function recordDecision(
  tx: Transaction,
  event: DecidedEvent,
  accountId: string,
  decision: Decision & { title: string; body: string },
  decidedAt: Date,
): Promise<void> {
  const revision = await tx.notificationDecision.count({
    where: { eventId: event.id, accountId },
  });
  const { id: decisionId } = await tx.notificationDecision.create({
    data: {
      householdId: event.householdId,
      visitId: event.visitId,
      eventId: event.id,
      accountId,
      revision: revision + 1,
      decidedAt,
      ...decision,
    },
  });
  if (!decision.notify) return;
  const devices = await tx.subscription.findMany({
    where: { householdId: event.householdId, accountId },
    select: { id: true },
  });
  for (const { id: subscriptionId } of devices) {
    const { id: notificationId } = await tx.notification.create({
      data: { householdId: event.householdId, decisionId, subscriptionId },
    });
    await enqueue(tx, "send-notification", { notificationId }, { priority: -3 });
  }
}
