import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  askAbout,
  buildCamera,
  buildEvent,
  buildFace,
  buildOwner,
} from "#lib/testing/factories.ts";
import {
  decideNotifications,
  forgetSubscription,
  removeSubscription,
  renameDevice,
  restoreSubscription,
  saveSubscription,
  sendTestNotification,
} from "./commands.ts";
import {
  claimNotification,
  recordReceipt,
  recordTest,
  releaseNotification,
  settleNotification,
} from "./delivery/commands.ts";
import { testMessage } from "./delivery/queries.ts";
import { listSubscriptions, removedDevices } from "./queries.ts";
import { tendDevices } from "./reaching/commands.ts";

withTestDatabase();

const later = (ms: number) => new Date(Date.now() + ms);
const now = () => new Date();
let phones = 0;
const phone = () => ({
  endpoint: `https://fcm.googleapis.com/fcm/send/${++phones}`,
  keys: { p256dh: "BPk", auth: "c2Vj" },
  device: "Phone",
});

async function home() {
  const owner = await buildOwner();
  await saveSubscription(owner, phone());
  const camera = await buildCamera(owner);
  const happen = async (
    outcome: "recognised" | "no_face" | "failed" | null,
    overrides: Parameters<typeof buildEvent>[1] = {},
  ) => {
    const event = await buildEvent(camera, overrides);
    return await db().event.update({ where: { id: event.id }, data: { outcome } });
  };
  return { owner, camera, happen };
}

const devicesOf = (owner: Actor, at = now()) => listSubscriptions(owner, at);
const decisions = (owner: Actor) =>
  db().notificationDecision.findMany({
    where: { householdId: owner.householdId },
    orderBy: { decidedAt: "asc" },
  });
const messages = (owner: Actor) =>
  db().notification.findMany({ where: { householdId: owner.householdId } });

describe("deciding who is told", () => {
  it("tells every device of every member of a stranger, and writes why", async () => {
    const { owner, happen } = await home();
    await saveSubscription(owner, phone());
    const event = await happen("recognised");
    await buildFace(event);
    await decideNotifications(event.id, now());
    expect(await decisions(owner)).toMatchObject([
      { notify: true, reason: "unknown-person", title: "Somebody new", revision: 1 },
    ]);
    expect(await messages(owner)).toHaveLength(2);
  });

  it("decides once, however often it runs", async () => {
    const { owner, happen } = await home();
    const event = await happen("recognised");
    await buildFace(event);
    await Promise.all([1, 2, 3].map(() => decideNotifications(event.id, now())));
    expect(await decisions(owner)).toHaveLength(1);
    expect(await messages(owner)).toHaveLength(1);
  });

  it("makes one message of five movements of one visit", async () => {
    const { owner, happen } = await home();
    const first = await happen("recognised");
    await buildFace(first);
    await decideNotifications(first.id, now());
    for (const second of [1, 2, 3, 4]) {
      const occurredAt = new Date(first.occurredAt.getTime() + second * 1000);
      const event = await happen("recognised", { visitId: first.visitId, occurredAt });
      await buildFace(event);
      await decideNotifications(event.id, now());
    }
    expect(await messages(owner)).toHaveLength(1);
    expect((await decisions(owner)).map(({ reason }) => reason)).toEqual([
      "unknown-person",
      ...Array(4).fill("already-told"),
    ]);
  });

  it("goes out at the deadline without a name, and is corrected silently when it was Familiar", async () => {
    const { owner, happen } = await home();
    const event = await happen(null, { kind: "button_press" });
    await decideNotifications(event.id, now());
    await buildFace(event, { name: "Anna", category: "familiar" });
    await db().event.update({ where: { id: event.id }, data: { outcome: "recognised" } });
    await decideNotifications(event.id, later(10));
    await decideNotifications(event.id, later(20));
    expect(await decisions(owner)).toMatchObject([
      { reason: "not-recognised-in-time", title: "Somebody", silent: false, revision: 1 },
      { reason: "corrects-earlier", title: "Anna", silent: true, revision: 2 },
    ]);
  });

  it("tells at once what a still shows, and what the recording showed more, silently and once", async () => {
    const { owner, happen } = await home();
    const event = await happen(null, { kind: "button_press" });
    const { personId } = await buildFace(event);
    await decideNotifications(event.id, now());
    await db().person.update({ where: { id: personId }, data: { name: "Bo" } });
    await decideNotifications(event.id, later(10));
    const looked = { outcome: "recognised", analysedAt: later(20) } as const;
    await db().event.update({ where: { id: event.id }, data: looked });
    for (const ms of [30, 40]) await decideNotifications(event.id, later(ms));
    expect(await decisions(owner)).toMatchObject([
      { reason: "unknown-person", title: "Somebody new", silent: false, revision: 1 },
      { reason: "saw-more", title: "Bo", silent: true, revision: 2 },
    ]);
    expect(await messages(owner)).toHaveLength(2);
  });

  it("tells nobody of a Familiar person in a still, neither at once nor at the deadline", async () => {
    const { owner, happen } = await home();
    const event = await happen(null, { kind: "button_press" });
    await buildFace(event, { name: "Anna", category: "familiar" });
    for (const ms of [0, 30_000]) await decideNotifications(event.id, later(ms));
    expect(await decisions(owner)).toMatchObject([{ notify: false, reason: "familiar" }]);
    expect(await messages(owner)).toEqual([]);
  });

  it("takes back, silently, what a still told of a Familiar person, and hears the next stranger", async () => {
    const { owner, happen } = await home();
    const event = await happen(null);
    const { personId } = await buildFace(event);
    await decideNotifications(event.id, now());
    const anna = { name: "Anna", category: "familiar" } as const;
    await db().person.update({ where: { id: personId }, data: anna });
    const looked = { outcome: "recognised", analysedAt: later(20) } as const;
    await db().event.update({ where: { id: event.id }, data: looked });
    await decideNotifications(event.id, later(30));
    const next = await happen("recognised", {
      visitId: event.visitId,
      occurredAt: new Date(event.occurredAt.getTime() + 1000),
    });
    await buildFace(next);
    await decideNotifications(next.id, later(40));
    expect(await decisions(owner)).toMatchObject([
      { reason: "unknown-person", silent: false },
      { reason: "corrects-earlier", title: "Anna", silent: true },
      { reason: "unknown-person", silent: false },
    ]);
  });

  it("tells of nothing that is older than an alert may be", async () => {
    const { owner, happen } = await home();
    const event = await happen("recognised");
    await buildFace(event);
    await decideNotifications(event.id, later(11 * 60_000));
    expect(await decisions(owner)).toMatchObject([{ notify: false, reason: "late" }]);
    expect(await messages(owner)).toEqual([]);
  });

  it("says of a camera that is switched off that it told nobody", async () => {
    const { owner, camera } = await home();
    const event = await buildEvent(camera);
    await db().event.update({ where: { id: event.id }, data: { outcome: "camera_off" } });
    await decideNotifications(event.id, now());
    expect(await decisions(owner)).toMatchObject([{ notify: false, reason: "camera-off" }]);
  });

  it("tells of nobody who is hidden or forgotten, and of nothing that is no face", async () => {
    const { owner, happen } = await home();
    const visits = [
      { person: { isHidden: true }, reason: "hidden" },
      { person: { forgottenAt: now() }, reason: "no-face" },
      { face: { isFace: false }, reason: "no-face" },
    ];
    for (const { person = {}, face = {}, reason } of visits) {
      const event = await happen("recognised", { kind: "motion" });
      const { id, personId } = await buildFace(event, { category: "watchlist" });
      await db().person.update({ where: { id: personId }, data: person });
      await db().face.update({ where: { id }, data: face });
      await decideNotifications(event.id, now());
      const decided = await db().notificationDecision.findMany({ where: { eventId: event.id } });
      expect(decided).toMatchObject([{ notify: false, reason }]);
    }
    expect(await messages(owner)).toEqual([]);
  });

  it("asks about nobody who is hidden", async () => {
    const { owner, happen } = await home();
    const [earlier, event] = [await happen("recognised"), await happen("recognised")];
    const { personId } = await buildFace(earlier, { name: "Anna" });
    await db().person.update({ where: { id: personId }, data: { isHidden: true } });
    const { id } = await buildFace(event);
    const data = { match: "ask", suggestedPersonId: personId } as const;
    await db().face.update({ where: { id }, data });
    await decideNotifications(event.id, now());
    expect(await decisions(owner)).toMatchObject([{ notify: true, title: "Somebody new" }]);
  });

  it("asks without a sound about a child of the house, and is heard when a stranger follows", async () => {
    const { owner, happen } = await home();
    const { householdId } = owner;
    const { id: emil } = await db().person.create({
      data: { householdId, name: "Emil", category: "familiar", isChild: true },
    });
    const event = await happen("recognised");
    await askAbout(await buildFace(event), emil);
    await decideNotifications(event.id, now());
    const next = await happen("recognised", { visitId: event.visitId });
    await buildFace(next);
    await decideNotifications(next.id, now());
    expect(await decisions(owner)).toMatchObject([
      { notify: true, silent: true, reason: "probably-child", title: "Probably Emil?" },
      { notify: true, silent: false, reason: "unknown-person" },
    ]);
    expect(await messages(owner)).toHaveLength(2);
  });

  it("counts the earlier visits of a stranger", async () => {
    const { owner, happen } = await home();
    const before = await happen("recognised", { occurredAt: later(-3_600_000) });
    const { personId } = await buildFace(before);
    const event = await happen("recognised");
    await buildFace(event, { id: personId });
    await decideNotifications(event.id, now());
    expect(await decisions(owner)).toMatchObject([
      { title: "Somebody without a name yet", body: expect.stringContaining("Seen once before.") },
    ]);
  });
});

describe("a message to a device", () => {
  async function pending() {
    const { owner, happen } = await home();
    const event = await happen("recognised");
    await buildFace(event);
    await decideNotifications(event.id, now());
    const [message] = await messages(owner);
    return { owner, event, id: message?.id ?? "" };
  }

  it("is claimed by one of several that try", async () => {
    const { id, event } = await pending();
    const first = await claimNotification(id, now());
    expect(first?.payload).toMatchObject({
      title: "Somebody new",
      tag: `visit-${event.visitId}`,
      url: `/events/${event.id}`,
    });
    expect(await claimNotification(id, now())).toBeNull();
  });

  it("is as old as the event it tells of, however late that was decided", async () => {
    const { id, event } = await pending();
    expect((await claimNotification(id, later(300_000)))?.happenedAt).toEqual(event.occurredAt);
  });

  it("is never sent again after a crash between claim and answer, and says so", async () => {
    const { id, owner } = await pending();
    await claimNotification(id, now());
    expect(await claimNotification(id, now())).toBeNull();
    expect(await messages(owner)).toMatchObject([{ state: "unconfirmed" }]);
    expect(await claimNotification(id, now())).toBeNull();
  });

  it("may be sent again when the push service surely did not take it", async () => {
    const { id } = await pending();
    await claimNotification(id, now());
    await releaseNotification(id, now());
    expect(await claimNotification(id, now())).not.toBeNull();
  });

  it("marks the event and the device when it was accepted", async () => {
    const { id, owner, event } = await pending();
    await claimNotification(id, now());
    const at = now();
    await settleNotification(id, { kind: "accepted" }, at);
    expect(await db().event.findUnique({ where: { id: event.id } })).toMatchObject({
      pushedAt: at,
    });
    expect(await devicesOf(owner)).toMatchObject([{ lastSuccessAt: at.toISOString() }]);
  });

  it("keeps a device whose subscription is dead, and sends nothing more to it", async () => {
    const { id, owner, event } = await pending();
    await claimNotification(id, now());
    await settleNotification(id, { kind: "gone" }, now());
    expect(await devicesOf(owner)).toMatchObject([{ reach: "gone", failure: "gone" }]);
    const { personId } = await db().face.findFirstOrThrow({ where: { eventId: event.id } });
    await db().person.update({ where: { id: personId }, data: { category: "watchlist" } });
    await decideNotifications(event.id, now());
    expect(await decisions(owner)).toMatchObject([{ notify: true }, { notify: true }]);
    expect(await messages(owner)).toMatchObject([{ state: "gone" }]);
  });

  it("that was under way to a device that died meanwhile is not sent", async () => {
    const { id, owner } = await pending();
    const [device] = await devicesOf(owner);
    await recordTest(device?.subscriptionId ?? "", { kind: "gone" }, now(), now());
    expect(await claimNotification(id, now())).toBeNull();
    expect(await messages(owner)).toMatchObject([{ state: "gone" }]);
  });

  it("is told in the member's language", async () => {
    const { owner, happen } = await home();
    await db().account.update({ where: { id: owner.accountId }, data: { locale: "de" } });
    const event = await happen("recognised");
    await buildFace(event);
    await decideNotifications(event.id, now());
    const [message] = await messages(owner);
    expect((await claimNotification(message?.id ?? "", now()))?.payload).toMatchObject({
      title: "Jemand Neues",
      lang: "de",
      actions: [{ title: "Vertraut" }, { title: "Eine Stunde Ruhe" }, { title: "Öffnen" }],
    });
  });

  it("offers Familiar only for one person alone, whom nobody has sorted yet", async () => {
    const { id, event } = await pending();
    const buttons = async () => {
      await db().notification.update({ where: { id }, data: { state: "pending" } });
      const claimed = await claimNotification(id, now());
      return claimed?.payload.actions?.map(({ action }) => action);
    };
    expect(await buttons()).toEqual(["familiar", "snooze", "open"]);
    const { personId } = await db().face.findFirstOrThrow({ where: { eventId: event.id } });
    await db().person.update({ where: { id: personId }, data: { category: "watchlist" } });
    expect(await buttons()).toEqual(["snooze", "open"]);
    await db().person.update({ where: { id: personId }, data: { category: "unknown" } });
    await buildFace(event);
    expect(await buttons()).toEqual(["snooze", "open"]);
  });
});

describe("devices", () => {
  it("refuses an address that is no push service's", async () => {
    const owner = await buildOwner();
    const input = { ...phone(), endpoint: "https://10.0.0.1/steal" };
    await expect(saveSubscription(owner, input)).rejects.toMatchObject({ code: "invalid" });
  });

  it("are told nothing more of their former member's home once somebody else has signed in there", async () => {
    const { owner, happen } = await home();
    const event = await happen("recognised");
    await buildFace(event);
    await decideNotifications(event.id, now());
    const [message] = await messages(owner);
    const [device] = await devicesOf(owner);
    const next = await buildOwner();
    await saveSubscription(next, { ...phone(), endpoint: device?.endpoint ?? "" });
    expect(await claimNotification(message?.id ?? "", now())).toBeNull();
    expect(await devicesOf(owner)).toEqual([]);
    expect(await devicesOf(next)).toMatchObject([{ endpoint: device?.endpoint }]);
  });

  it("keep what is under way when they are remembered again", async () => {
    const { owner, happen } = await home();
    const event = await happen("recognised");
    await buildFace(event);
    await decideNotifications(event.id, now());
    const [message] = await messages(owner);
    const [device] = await devicesOf(owner);
    await saveSubscription(owner, { ...phone(), endpoint: device?.endpoint ?? "" });
    expect(await claimNotification(message?.id ?? "", now())).not.toBeNull();
  });

  it("can be tested by their owner alone, and a dead one is known as dead", async () => {
    const { owner } = await home();
    const [device] = await devicesOf(owner);
    const id = device?.subscriptionId ?? "";
    await expect(sendTestNotification(await buildOwner(), id, now())).rejects.toMatchObject({
      code: "not-found",
    });
    await sendTestNotification(owner, id, now());
    expect(await testMessage(id, now())).toMatchObject({
      address: { endpoint: device?.endpoint },
    });
    await recordTest(id, { kind: "gone" }, now(), now());
    expect(await devicesOf(owner)).toMatchObject([{ reach: "gone" }]);
  });

  it("cannot be removed by another household", async () => {
    const { owner } = await home();
    const [device] = await devicesOf(owner);
    await removeSubscription(await buildOwner(), device?.subscriptionId ?? "", now());
    expect(await devicesOf(owner)).toHaveLength(1);
    await removeSubscription(owner, device?.subscriptionId ?? "", now());
    expect(await devicesOf(owner)).toEqual([]);
  });

  it("that were removed get nothing, can be had back for a day, and are deleted then", async () => {
    const { owner, happen } = await home();
    const [device] = await devicesOf(owner);
    const id = device?.subscriptionId ?? "";
    await decideNotifications((await happen("failed")).id, now());
    const [underWay] = await messages(owner);
    await removeSubscription(owner, id, now());
    expect(await removedDevices(owner)).toEqual([{ subscriptionId: id, device: "Phone" }]);
    expect(await claimNotification(underWay?.id ?? "", now())).toBeNull();
    await decideNotifications((await happen("failed")).id, now());
    expect(await messages(owner)).toMatchObject([{ state: "unsent" }]);
    expect(await testMessage(id, now())).toBeNull();
    await tendDevices(later(23 * 3_600_000));
    await expect(restoreSubscription(await buildOwner(), id)).rejects.toMatchObject({
      code: "not-found",
    });
    await restoreSubscription(owner, id);
    expect(await devicesOf(owner)).toMatchObject([{ subscriptionId: id, reach: "untried" }]);
    await removeSubscription(owner, id, now());
    await tendDevices(later(25 * 3_600_000));
    expect(await removedDevices(owner)).toEqual([]);
    await expect(restoreSubscription(owner, id)).rejects.toMatchObject({ code: "not-found" });
  });

  it("whose browser has given its address up are deleted at once", async () => {
    const { owner } = await home();
    const [device] = await devicesOf(owner);
    const endpoint = device?.endpoint ?? "";
    await forgetSubscription(await buildOwner(), endpoint);
    expect(await devicesOf(owner)).toHaveLength(1);
    await removeSubscription(owner, device?.subscriptionId ?? "", now());
    await forgetSubscription(owner, endpoint);
    expect([await devicesOf(owner), await removedDevices(owner)]).toEqual([[], []]);
  });

  it("that were removed are switched on again in their old place, by their name", async () => {
    const { owner } = await home();
    const [device] = await devicesOf(owner);
    const { subscriptionId: id, endpoint } = device as NonNullable<typeof device>;
    await renameDevice(owner, id, "Hallway");
    await removeSubscription(owner, id, now());
    await saveSubscription(owner, { ...phone(), endpoint });
    expect(await devicesOf(owner)).toMatchObject([{ subscriptionId: id, device: "Hallway" }]);
  });

  it("are called by the name that their member gives them, and by no other member", async () => {
    const { owner } = await home();
    const [device] = await devicesOf(owner);
    const id = device?.subscriptionId ?? "";
    await renameDevice(owner, id, "Kitchen tablet");
    expect(await devicesOf(owner)).toMatchObject([{ device: "Kitchen tablet" }]);
    await expect(renameDevice(await buildOwner(), id, "Mine")).rejects.toMatchObject({
      code: "not-found",
    });
    await renameDevice(owner, id, null);
    expect(await devicesOf(owner)).toMatchObject([{ device: "Phone", ownName: null }]);
  });

  it("take a new address in place of one that died, and are the same device", async () => {
    const { owner } = await home();
    const [before] = await devicesOf(owner);
    const id = before?.subscriptionId ?? "";
    await renameDevice(owner, id, "Anna's phone");
    await recordTest(id, { kind: "gone" }, now(), now());
    const anew = phone();
    await saveSubscription(owner, { ...anew, replaces: before?.endpoint });
    expect(await devicesOf(owner)).toMatchObject([
      { subscriptionId: id, endpoint: anew.endpoint, device: "Anna's phone", reach: "untried" },
    ]);
  });

  it("stay removed, for good, when their browser gives itself another address", async () => {
    const { owner } = await home();
    const [device] = await devicesOf(owner);
    const id = device?.subscriptionId ?? "";
    await removeSubscription(owner, id, now());
    const [anew, third] = [phone(), phone()];
    await saveSubscription(owner, { ...anew, replaces: device?.endpoint });
    expect(await devicesOf(owner)).toEqual([]);
    await restoreSubscription(owner, id);
    expect(await devicesOf(owner)).toMatchObject([{ subscriptionId: id, endpoint: anew.endpoint }]);
    await forgetSubscription(owner, anew.endpoint);
    await saveSubscription(owner, { ...third, replaces: anew.endpoint });
    expect([await devicesOf(owner), await removedDevices(owner)]).toEqual([[], []]);
  });

  it("that were switched on with the new address stay on when the browser tells of it as well", async () => {
    const { owner } = await home();
    const [device] = await devicesOf(owner);
    await removeSubscription(owner, device?.subscriptionId ?? "", now());
    const anew = phone();
    await saveSubscription(owner, anew);
    await saveSubscription(owner, { ...anew, replaces: device?.endpoint });
    expect(await devicesOf(owner)).toMatchObject([{ endpoint: anew.endpoint }]);
  });

  it("are not taken over by naming another member's address as the one that is replaced", async () => {
    const { owner } = await home();
    const [theirs] = await devicesOf(owner);
    const next = await buildOwner();
    await saveSubscription(next, { ...phone(), replaces: theirs?.endpoint });
    expect(await devicesOf(owner)).toEqual([theirs]);
    expect(await devicesOf(next)).toEqual([]);
  });
});

describe("a device's receipt", () => {
  async function tested() {
    const { owner } = await home();
    const [device] = await devicesOf(owner);
    const id = device?.subscriptionId ?? "";
    const message = await testMessage(id, now());
    const [path, token = ""] = message?.payload.receipt?.split("?token=") ?? [];
    expect(path).toBe(`/api/push/receipts/${id}`);
    return { owner, id, token };
  }
  const HOURS = 3_600_000;

  it("says that it shows what is sent to it; without one it becomes doubtful after a day", async () => {
    const { owner, id, token } = await tested();
    await recordTest(id, { kind: "accepted" }, now(), now());
    expect(await devicesOf(owner, later(23 * HOURS))).toMatchObject([{ reach: "reachable" }]);
    expect(await devicesOf(owner, later(25 * HOURS))).toMatchObject([{ reach: "doubtful" }]);
    await recordReceipt(id, token, now());
    expect(await devicesOf(owner, later(25 * HOURS))).toMatchObject([
      { reach: "reachable", silentSince: null, lastReceiptAt: expect.any(String) },
    ]);
  });

  it("may come before the push service has answered", async () => {
    const { owner, id, token } = await tested();
    const sentAt = now();
    await recordReceipt(id, token, later(10));
    await recordTest(id, { kind: "accepted" }, sentAt, later(20));
    expect(await devicesOf(owner, later(25 * HOURS))).toMatchObject([{ reach: "reachable" }]);
  });

  it("of a device that was removed counts, should it be had back, but is told nothing of its home", async () => {
    const { owner, id, token } = await tested();
    await recordTest(id, { kind: "accepted" }, now(), now());
    expect(await recordReceipt(id, token, now())).toEqual({ householdId: owner.householdId });
    await recordTest(id, { kind: "accepted" }, now(), now());
    await removeSubscription(owner, id, now());
    expect(await recordReceipt(id, token, now())).toBeNull();
    await restoreSubscription(owner, id);
    expect(await devicesOf(owner)).toMatchObject([{ reach: "reachable", silentSince: null }]);
  });

  it("is believed of its own device alone, and for a day", async () => {
    const { id, token } = await tested();
    const other = await tested();
    const refused = { code: "unauthenticated" };
    await expect(recordReceipt(other.id, token, now())).rejects.toMatchObject(refused);
    await expect(recordReceipt(id, token, later(25 * HOURS))).rejects.toMatchObject(refused);
    await expect(recordReceipt(id, "", now())).rejects.toMatchObject(refused);
  });
});

describe("a member whom no device reaches any more", () => {
  const alarms = (owner: Actor) =>
    db().alarm.findMany({ where: { householdId: owner.householdId, clearedAt: null } });

  it("raises an alarm to the owner, once, which ends when a device has a new address", async () => {
    const { owner } = await home();
    await saveSubscription(owner, phone());
    const [first, second] = await devicesOf(owner);
    await recordTest(first?.subscriptionId ?? "", { kind: "gone" }, now(), now());
    await tendDevices(now());
    expect(await alarms(owner)).toEqual([]);
    await recordTest(second?.subscriptionId ?? "", { kind: "gone" }, now(), now());
    for (const ms of [0, 10]) await tendDevices(later(ms));
    expect(await alarms(owner)).toMatchObject([
      { kind: "member_unreachable", subject: owner.accountId },
    ]);
    await saveSubscription(owner, { ...phone(), replaces: second?.endpoint });
    await tendDevices(now());
    expect(await alarms(owner)).toEqual([]);
  });

  it("is no reason for an alarm where the member has taken all devices off the list", async () => {
    const { owner } = await home();
    const [device] = await devicesOf(owner);
    await recordTest(device?.subscriptionId ?? "", { kind: "gone" }, now(), now());
    await tendDevices(now());
    await removeSubscription(owner, device?.subscriptionId ?? "", now());
    await tendDevices(now());
    expect(await alarms(owner)).toEqual([]);
  });
});
