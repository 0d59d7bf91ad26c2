import { afterEach, expect, it, vi } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { clearAlarm, raiseAlarm } from "#lib/alarms/commands.ts";
import { sendDigest } from "#lib/alerts/digest/commands.ts";
import { db } from "#lib/infra/db.ts";
import { decideNotifications } from "#lib/notifications/commands.ts";
import { listSubscriptions } from "#lib/notifications/queries.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildOwner, buildSubscription } from "#lib/testing/factories.ts";
import { sendNotification } from "./send-notification.ts";

withTestDatabase();

const pushed: { timeToLiveS: number }[] = [];
vi.mock("#lib/infra/web-push.ts", () => ({
  pushTo: async (_: unknown, __: string, how: { timeToLiveS: number }) => {
    pushed.push(how);
    return { kind: "accepted" };
  },
}));
afterEach(() => pushed.splice(0));

const HOUR_MS = 3_600_000;
const later = (ms: number) => new Date(Date.now() + ms);

async function home() {
  const owner = await buildOwner();
  await buildSubscription(owner);
  const event = await buildEvent(await buildCamera(owner));
  return { owner, event };
}

const messages = ({ householdId }: Actor) => db().notification.findMany({ where: { householdId } });

/** Runs the job of the household's one message so much later. */
async function send(owner: Actor, ms: number) {
  const [message] = await messages(owner);
  const context = { now: () => later(ms) } as Parameters<typeof sendNotification.run>[1];
  await sendNotification.run({ notificationId: message?.id ?? "" }, context);
}

/** Whether the household's one device counts as reachable. */
const reach = async (owner: Actor) => (await listSubscriptions(owner, new Date()))[0]?.reach;

it("news of a visit that has waited too long here is not sent, which is no fault of the device", async () => {
  const { owner, event } = await home();
  await db().event.update({ where: { id: event.id }, data: { outcome: "failed" } });
  await decideNotifications(event.id, new Date());
  await send(owner, HOUR_MS);
  expect(await messages(owner)).toMatchObject([{ state: "unsent", detail: "Too late." }]);
  expect(await reach(owner)).toBe("untried");
  expect(pushed).toEqual([]);
});

it("news that is given up is not sent, which is no fault of the device", async () => {
  const { owner, event } = await home();
  await db().event.update({ where: { id: event.id }, data: { outcome: "failed" } });
  await decideNotifications(event.id, new Date());
  const [message] = await messages(owner);
  const context = { now: () => later(0) } as Parameters<typeof sendNotification.buried>[2];
  await sendNotification.buried({ notificationId: message?.id ?? "" }, "gave-up", context);
  expect(await messages(owner)).toMatchObject([{ state: "unsent", detail: "gave-up" }]);
  expect(await reach(owner)).toBe("untried");
});

it("a digest is sent however long it has waited, and kept for a phone that is off", async () => {
  const { owner, event } = await home();
  await decideNotifications(event.id, new Date());
  await db().notification.deleteMany({ where: { householdId: owner.householdId } });
  const kept = { notify: false, reason: "rule-digest" };
  await db().notificationDecision.updateMany({ where: { eventId: event.id }, data: kept });
  await sendDigest(owner, new Date());
  await send(owner, 5 * HOUR_MS);
  expect(await messages(owner)).toMatchObject([{ state: "accepted" }]);
  expect(pushed).toMatchObject([{ timeToLiveS: 24 * 3600 }]);
});

it("an alarm is sent however long it has waited, but not once it is over", async () => {
  const { owner } = await home();
  const { householdId, accountId: subject } = owner;
  const alarm = { kind: "webhooks_stopped", subject } as const;
  await db().$transaction((tx) => raiseAlarm(tx, { ...alarm, householdId }, new Date()));
  await send(owner, 5 * HOUR_MS);
  expect(await messages(owner)).toMatchObject([{ state: "accepted" }]);
  await db().notification.updateMany({ where: { householdId }, data: { state: "pending" } });
  await db().$transaction((tx) => clearAlarm(tx, { ...alarm, householdId }, new Date()));
  await send(owner, 0);
  expect(await messages(owner)).toMatchObject([{ state: "unsent" }]);
  expect(pushed).toHaveLength(1);
});
