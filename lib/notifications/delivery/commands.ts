import { ALARM_WORDS } from "#lib/alarms/words.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import type { PushAddress, PushResult } from "#lib/infra/web-push.ts";
import type { Alarm, Event, NotificationDecision } from "#prisma/generated/client.ts";
import type { PushPayload } from "../types.ts";

/** A claimed message: whom it goes to, what it says, when that happened. */
export type ClaimedNotification = {
  address: PushAddress;
  payload: PushPayload;
  happenedAt: Date;
};

/**
 * Takes a message for sending; see [Note: At most once] in worker/tasks/send-notification.ts.
 *
 * @returns null when there is nothing to send: settled, its device removed, or already taken once.
 */
export async function claimNotification(
  notificationId: string,
  now: Date,
): Promise<ClaimedNotification | null> {
  const claimed = await db().$transaction(async (tx) => {
    const { count } = await tx.notification.updateMany({
      where: { id: notificationId, state: "pending" },
      data: { state: "sending", claimedAt: now },
    });
    if (count > 0)
      return await tx.notification.findUniqueOrThrow({
        where: { id: notificationId },
        include: { subscription: true, decision: { include: { event: true } }, alarm: true },
      });
    await tx.notification.updateMany({
      where: { id: notificationId, state: "sending" },
      data: {
        state: "unconfirmed",
        detail: "Kith stopped while the push service was being called.",
        settledAt: now,
      },
    });
    return null;
  });
  if (!claimed) return null;
  const { subscription, decision, alarm } = claimed;
  if (!subscription) {
    await settleNotification(notificationId, { kind: "gone" }, now);
    return null;
  }
  const told = decision ? tellDecision(decision) : alarm && tellAlarm(alarm);
  return told && { address: subscription, ...told };
}

type Told = Pick<ClaimedNotification, "payload" | "happenedAt">;

function tellDecision(decision: NotificationDecision & { event: Event }): Told {
  const { title, body, silent, visitId, event } = decision;
  const payload = { title, body, tag: `visit-${visitId}`, url: `/events/${event.id}`, silent };
  return { payload, happenedAt: event.occurredAt };
}

function tellAlarm({ id, kind, raisedAt }: Alarm): Told {
  const { title, advice } = ALARM_WORDS[kind];
  const payload = { title, body: advice, tag: `alarm-${id}`, url: "/settings", silent: false };
  return { payload, happenedAt: raisedAt };
}

/** The test button's message; null when the device is gone. */
export async function testMessage(
  subscriptionId: string,
): Promise<Pick<ClaimedNotification, "address" | "payload"> | null> {
  const address = await db().subscription.findUnique({ where: { id: subscriptionId } });
  return (
    address && {
      address,
      payload: {
        title: "Kith reaches this device",
        body: `This is how an alert will look on ${address.device}.`,
        tag: "test",
        url: "/settings",
        silent: false,
      },
    }
  );
}

/** Notes on the device what became of a test. */
export async function recordTest(
  subscriptionId: string,
  result: PushResult,
  now: Date,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const device = await tx.subscription.findUnique({ where: { id: subscriptionId } });
    if (!device) return;
    await recordOnDevice(tx, subscriptionId, result, now);
    await announceChange(tx, device.householdId);
  });
}

async function recordOnDevice(
  tx: Transaction,
  subscriptionId: string,
  { kind }: PushResult,
  now: Date,
): Promise<void> {
  const where = { id: subscriptionId };
  if (kind === "accepted")
    await tx.subscription.updateMany({ where, data: { lastSuccessAt: now } });
  if (kind === "gone") await tx.subscription.deleteMany({ where });
}

/** The push service surely did not take it: it may be claimed again. */
export async function releaseNotification(notificationId: string): Promise<void> {
  await db().notification.update({
    where: { id: notificationId },
    data: { state: "pending", claimedAt: null },
  });
}

/** Writes what became of a message. A dead subscription is removed, so that no more is sent to it. */
export async function settleNotification(
  notificationId: string,
  result: Exclude<PushResult, { kind: "not-accepted" }>,
  now: Date,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const notification = await tx.notification.update({
      where: { id: notificationId },
      data: {
        state: result.kind,
        detail: "detail" in result ? result.detail : null,
        settledAt: now,
      },
      include: { decision: true },
    });
    const { subscriptionId, decision, householdId } = notification;
    if (result.kind === "accepted" && decision) {
      await tx.event.updateMany({
        where: { id: decision.eventId, pushedAt: null },
        data: { pushedAt: now },
      });
    }
    if (subscriptionId) await recordOnDevice(tx, subscriptionId, result, now);
    await announceChange(tx, householdId);
  });
}
