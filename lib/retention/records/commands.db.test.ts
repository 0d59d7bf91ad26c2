import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildOwner, buildSubscription } from "#lib/testing/factories.ts";
import { deleteRecords } from "./commands.ts";

withTestDatabase();

const now = new Date("2026-06-01T12:00:00Z");

/** One of everything that is kept of that time: a webhook, an act, a decision with its message, a digest. */
async function leaveRecords(owner: Actor, days: number) {
  const at = new Date(now.getTime() - days * 24 * 3_600_000);
  const { householdId, accountId } = owner;
  const { id: eventId, visitId } = await buildEvent(await buildCamera(owner), { occurredAt: at });
  await db().webhookDelivery.create({
    data: {
      ...{ householdId, requestId: randomUUID(), semanticKey: randomUUID() },
      ...{ body: Buffer.from("{}"), receivedAt: at, outcome: "event" },
    },
  });
  await db().auditEntry.create({
    data: { householdId, accountId, act: "test", subject: eventId, at },
  });
  const { id: digestId } = await db().digest.create({
    data: { householdId, accountId, sentAt: at },
  });
  const subscription = await buildSubscription(owner);
  await db().notificationDecision.create({
    data: {
      ...{ householdId, accountId, visitId, eventId, digestId, decidedAt: at },
      ...{ revision: 1, notify: true, reason: "rule-always", rank: 1, silent: false },
      ...{ title: "Anna", body: "Front door" },
      notifications: { create: { householdId, subscriptionId: subscription.id } },
    },
  });
  return eventId;
}

const left = async () => ({
  deliveries: await db().webhookDelivery.count(),
  acts: await db().auditEntry.count(),
  decisions: await db().notificationDecision.count(),
  messages: await db().notification.count(),
  digests: await db().digest.count(),
});

const ONE_OF_EACH = { deliveries: 1, acts: 1, decisions: 1, messages: 1, digests: 1 };

it("What Ring sent, who did what and who was told goes once it is old; events and devices stay", async () => {
  const owner = await buildOwner();
  await leaveRecords(owner, 91);
  const young = await leaveRecords(owner, 89);
  await deleteRecords(now);
  await deleteRecords(now);
  expect(await left()).toEqual(ONE_OF_EACH);
  expect(await db().notificationDecision.findFirst()).toMatchObject({ eventId: young });
  expect(await db().event.count()).toBe(2);
  expect(await db().subscription.count()).toBe(2);
});
