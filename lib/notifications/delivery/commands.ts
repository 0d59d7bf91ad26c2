import type { HouseholdId, InHousehold } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { isLinkToken } from "#lib/infra/link-token.ts";
import { announceChange } from "#lib/infra/live.ts";
import type { PushAddress, PushResult } from "#lib/infra/web-push.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { isSilent } from "../reach.ts";
import type { PushPayload } from "../types.ts";
import {
  alarmPayload,
  digestParts,
  digestPayload,
  receiptSubject,
  visitPayload,
} from "./queries.ts";

/**
 * A claimed message: whom it goes to, what it says, and when that happened; null where it may be told at
 * any time.
 */
export type ClaimedNotification = {
  address: PushAddress;
  payload: PushPayload;
  happenedAt: Date | null;
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
  const claimed = await takeForSending(notificationId, now, async (tx, message) => {
    const { subscription, decision, digest, alarm } = message;
    if (!subscription || subscription.goneAt) return "gone";
    if (subscription.removedAt) return "removed";
    const address = subscription;
    if (decision) {
      const payload = await visitPayload(tx, decision, subscription, now);
      return { address, payload, happenedAt: decision.event.occurredAt };
    }
    if (digest) {
      const payload = digestPayload(digest, subscription, now);
      return { address, payload, happenedAt: null };
    }
    if (!alarm || alarm.clearedAt) return "over";
    const payload = alarmPayload(alarm, subscription, now);
    return { address, payload, happenedAt: null };
  });
  if (claimed === "gone") await settleNotification(notificationId, { kind: "gone" }, now);
  else if (claimed === "removed") await dropNotification(notificationId, "Removed.", now);
  else if (claimed === "over") await dropNotification(notificationId, "It is over.", now);
  else return claimed;
  return null;
}

const messageParts = {
  subscription: { include: { account: true } },
  decision: { include: { event: true, account: true } },
  digest: { include: digestParts },
  alarm: true,
} satisfies Prisma.NotificationInclude;

type Message = Prisma.NotificationGetPayload<{ include: typeof messageParts }>;

/**
 * Marks a message as being sent, in the transaction that prepares it; null when it was taken before.
 * One whose sender did not come back is settled as unconfirmed.
 */
export async function takeForSending<Prepared>(
  notificationId: string,
  now: Date,
  prepare: (tx: Transaction, message: Message) => Promise<Prepared>,
): Promise<Prepared | null> {
  return await db().$transaction(async (tx) => {
    const where = { id: notificationId };
    const { count } = await tx.notification.updateMany({
      where: { ...where, state: "pending" },
      data: { state: "sending", claimedAt: now },
    });
    if (count > 0)
      return await prepare(
        tx,
        await tx.notification.findUniqueOrThrow({ where, include: messageParts }),
      );
    await tx.notification.updateMany({
      where: { ...where, state: "sending" },
      data: {
        state: "unconfirmed",
        detail: "Kith stopped while the message was being handed over.",
        settledAt: now,
      },
    });
    return null;
  });
}

/** Notes on the device what became of a test that was sent at a time. */
export async function recordTest(
  subscriptionId: string,
  result: PushResult,
  sentAt: Date,
  now: Date,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const device = await tx.subscription.findUnique({ where: { id: subscriptionId } });
    if (!device) return;
    await recordOnDevice(tx, subscriptionId, result, sentAt, now);
    await announceChange(tx, device.householdId);
  });
}

async function recordOnDevice(
  tx: Transaction,
  subscriptionId: string,
  { kind }: PushResult,
  sentAt: Date,
  now: Date,
): Promise<void> {
  const where = { id: subscriptionId };
  if (kind !== "accepted") {
    const failed = { lastFailureAt: now, lastFailure: kind };
    const data = { ...failed, ...(kind === "gone" && { goneAt: now }) };
    await tx.subscription.updateMany({ where, data });
    if (kind === "gone") await enqueue(tx, "tend-devices", {}, { key: "tend-devices" });
    return;
  }
  await tx.subscription.updateMany({ where, data: { lastSuccessAt: now } });
  // Its receipt may have come before the push service's answer.
  const noReceiptYet = [{ lastReceiptAt: null }, { lastReceiptAt: { lt: sentAt } }];
  await tx.subscription.updateMany({
    where: { ...where, awaitingSince: null, OR: noReceiptYet },
    data: { awaitingSince: sentAt },
  });
}

/**
 * Notes that a device has shown a message.
 *
 * @returns the household whose device it is; null for one that was removed
 * @throws AppError unauthenticated for a token that no message of this device's has brought of late
 */
export async function recordReceipt(
  subscriptionId: string,
  token: string,
  now: Date,
): Promise<InHousehold | null> {
  if (!isLinkToken(token, receiptSubject(subscriptionId), now))
    throw new AppError("unauthenticated", "addressEnded");
  return await db().$transaction(async (tx) => {
    const device = await tx.subscription.findUnique({ where: { id: subscriptionId } });
    if (!device) return null;
    await tx.subscription.update({
      where: { id: subscriptionId },
      data: { lastReceiptAt: now, awaitingSince: null },
    });
    if (isSilent(device, now)) await enqueue(tx, "tend-devices", {}, { key: "tend-devices" });
    await announceChange(tx, device.householdId);
    return device.removedAt ? null : { householdId: device.householdId as HouseholdId };
  });
}

/** The service surely did not take it: it may be claimed again. */
export async function releaseNotification(notificationId: string, now: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    const { subscriptionId } = await tx.notification.update({
      where: { id: notificationId },
      data: { state: "pending", claimedAt: null },
    });
    const result = { kind: "not-accepted", detail: "" } as const;
    if (subscriptionId) await recordOnDevice(tx, subscriptionId, result, now, now);
  });
}

/** Ends a message that Kith does not hand over, which is no fault of its device. */
export async function dropNotification(
  notificationId: string,
  why: string,
  now: Date,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const { householdId } = await tx.notification.update({
      where: { id: notificationId },
      data: { state: "unsent", detail: why, settledAt: now },
    });
    await announceChange(tx, householdId);
  });
}

/** Writes what became of a message. To a device whose subscription is dead no more is sent. */
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
    const { subscriptionId, decision, householdId, channel, claimedAt } = notification;
    if (result.kind === "accepted" && channel === "push" && decision) {
      await tx.event.updateMany({
        where: { id: decision.eventId, pushedAt: null },
        data: { pushedAt: now },
      });
    }
    if (subscriptionId) await recordOnDevice(tx, subscriptionId, result, claimedAt ?? now, now);
    await announceChange(tx, householdId);
  });
}
