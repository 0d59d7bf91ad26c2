import type { Actor } from "#lib/accounts/types.ts";
import { enqueueDigest } from "#lib/alerts/digest/commands.ts";
import { type AlreadyTold, type Decision, decide } from "#lib/alerts/policy.ts";
import { wishesOf } from "#lib/alerts/queries.ts";
import { RANK, type Reason } from "#lib/alerts/reasons.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { AppError } from "#lib/errors.ts";
import { db, lockHousehold, type Transaction, transactLazily } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { announceChange } from "#lib/infra/live.ts";
import { isPushEndpoint } from "#lib/infra/web-push.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { mailSoon } from "./mail/commands.ts";
import { messageFor } from "./message.ts";
import { type DecidedEvent, knowledgeOf } from "./queries.ts";
import type { SubscriptionInput } from "./schema.ts";

/**
 * Remembers a browser's push address as the member's, in place of the one that it replaces: the device
 * keeps its name and its place in the list. One that was removed stays removed then, for nobody has switched
 * it on, and so does one of which Kith knows nothing. Another member's address becomes a new device of this
 * one: what is still under way to the former member must not be shown to this one.
 */
export async function saveSubscription(actor: Actor, input: SubscriptionInput): Promise<void> {
  if (!isPushEndpoint(input.endpoint, env().PUSH_HOST_ALLOWLIST))
    throw new AppError("invalid", "unknownPushService");
  const { endpoint, keys, device, replaces } = input;
  const member = { householdId: actor.householdId, accountId: actor.accountId };
  const data = { endpoint, p256dh: keys.p256dh, auth: keys.auth, device };
  await db().$transaction(async (tx) => {
    await tx.subscription.deleteMany({ where: { endpoint, NOT: member } });
    const known = await tx.subscription.findFirst({
      where: { ...member, endpoint: { in: replaces ? [replaces, endpoint] : [endpoint] } },
      orderBy: [{ removedAt: { sort: "asc", nulls: "first" } }, { createdAt: "asc" }],
    });
    if (!known && replaces) return;
    if (!known) await tx.subscription.create({ data: { ...member, ...data } });
    else {
      const removedAt = replaces ? known.removedAt : null;
      await tx.subscription.deleteMany({ where: { endpoint, NOT: { id: known.id } } });
      await tx.subscription.update({
        where: { id: known.id },
        data: { ...data, ...AS_NEW, removedAt },
      });
    }
    await enqueue(tx, "tend-devices", {}, { key: "tend-devices" });
    await announceChange(tx, actor.householdId);
  });
}

/** An address that the browser has just named says nothing of what became of the one before. */
const AS_NEW = { goneAt: null, awaitingSince: null, lastFailureAt: null, lastFailure: null };

/**
 * Takes one of the member's own devices off the list. For a day it can be had back; removing one that is
 * gone already is no error.
 */
export async function removeSubscription(actor: Actor, id: string, now: Date): Promise<void> {
  await changeDevice(actor, { id }, (tx, where) =>
    tx.subscription.updateMany({ where, data: { removedAt: now } }),
  );
}

/** Puts a device that was removed back into the list. @throws AppError not-found after a day */
export async function restoreSubscription(actor: Actor, id: string): Promise<void> {
  const { count } = await changeDevice(actor, { id }, (tx, where) =>
    tx.subscription.updateMany({ where, data: { removedAt: null } }),
  );
  if (count === 0) throw new AppError("not-found", "deviceGone");
}

/** Deletes one of the member's own devices, listed or removed, whose browser has given its address up. */
export async function forgetSubscription(actor: Actor, endpoint: string): Promise<void> {
  await changeDevice(actor, { endpoint }, (tx, where) => tx.subscription.deleteMany({ where }));
}

type Which = { id: string } | { endpoint: string };
type OwnDevice = Which & { householdId: string; accountId: string };
type Changed = { count: number };

const changeDevice = (
  { householdId, accountId }: Actor,
  which: Which,
  change: (tx: Transaction, where: OwnDevice) => Promise<Changed>,
): Promise<Changed> =>
  db().$transaction(async (tx) => {
    const changed = await change(tx, { ...which, householdId, accountId });
    await enqueue(tx, "tend-devices", {}, { key: "tend-devices" });
    await announceChange(tx, householdId);
    return changed;
  });

/** Calls one of the member's own devices by a name, or with null by what it is. @throws AppError not-found */
export async function renameDevice(
  actor: Actor,
  subscriptionId: string,
  name: string | null,
): Promise<void> {
  const { householdId, accountId } = actor;
  const { count } = await db().subscription.updateMany({
    where: { id: subscriptionId, householdId, accountId, removedAt: null },
    data: { ownName: name },
  });
  if (count === 0) throw new AppError("not-found", "deviceGone");
}

/**
 * Has a test message sent to one of the member's own devices.
 *
 * @returns when, as ISO 8601: what becomes of the test shows in what the device has noted since
 * @throws AppError not-found
 */
export async function sendTestNotification(
  actor: Actor,
  subscriptionId: string,
  now: Date,
): Promise<{ askedAt: string }> {
  await db().$transaction(async (tx) => {
    const device = await tx.subscription.findUnique({
      where: {
        id: subscriptionId,
        householdId: actor.householdId,
        accountId: actor.accountId,
        removedAt: null,
      },
    });
    if (!device) throw new AppError("not-found", "deviceGone");
    await enqueue(tx, "send-test", { subscriptionId }, { priority: -3 });
  });
  return { askedAt: now.toISOString() };
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
      const where = { cameraName: cameraName(event.camera), occurredAt: event.occurredAt };
      const member = { householdId, accountId: account.id };
      const wishes = await wishesOf(tx, member, event);
      const { timeZone } = wishes;
      const message = messageFor(knowledge, where, { ...account, timeZone });
      const told = await alreadyTold(tx, event, account.id, message.title);
      const decision = decide(knowledge, told, wishes);
      if (await sameAsBefore(tx, event.id, account.id, decision)) continue;
      await recordDecision(tx, event, account.id, { ...decision, ...message }, now);
      if (decision.reason === "rule-digest")
        await enqueueDigest(tx, member, wishes.plan.digestAt, now);
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
      ...{ rank: true, silent: true, reason: true, title: true, decidedAt: true },
      event: { select: { analysedAt: true } },
    },
    orderBy: { id: "asc" },
  });
  const last = earlier.at(-1);
  const correction = earlier.findLastIndex(({ rank }) => rank === RANK.nothing);
  const sinceCorrection = earlier.slice(correction + 1);
  return {
    ranks: earlier.map(({ rank }) => rank),
    heard: sinceCorrection
      .filter(({ silent, reason }) => !silent && reason !== ("rule-told" satisfies Reason))
      .map(({ rank }) => rank),
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
  const recorded = await tx.notificationDecision.create({
    data: {
      householdId: event.householdId,
      visitId: event.visitId,
      eventId: event.id,
      accountId,
      revision: revision + 1,
      decidedAt,
      ...decision,
      because: decision.because ?? Prisma.DbNull,
    },
  });
  if (!decision.notify) return;
  await mailSoon(tx, recorded);
  const devices = await tx.subscription.findMany({
    where: { householdId: event.householdId, accountId, goneAt: null, removedAt: null },
    select: { id: true },
  });
  for (const { id: subscriptionId } of devices) {
    const { id: notificationId } = await tx.notification.create({
      data: { householdId: event.householdId, decisionId: recorded.id, subscriptionId },
    });
    await enqueue(tx, "send-notification", { notificationId }, { priority: -3 });
  }
}
