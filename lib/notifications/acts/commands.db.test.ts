import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { categorisePerson, undoAct } from "#lib/people/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  buildCamera,
  buildEvent,
  buildFace,
  buildOwner,
  buildSubscription,
} from "#lib/testing/factories.ts";
import { decideNotifications } from "../commands.ts";
import { actOnNotification } from "./commands.ts";
import type { NotificationAct } from "./schema.ts";

withTestDatabase();

const now = () => new Date();

async function told(person: Parameters<typeof buildFace>[1] = {}) {
  const owner = await buildOwner();
  await buildSubscription(owner);
  const event = await buildEvent(await buildCamera(owner));
  await db().event.update({ where: { id: event.id }, data: { outcome: "recognised" } });
  const { personId } = await buildFace(event, person);
  await decideNotifications(event.id, now());
  const { id: decisionId } = await db().notificationDecision.findFirstOrThrow({
    where: { eventId: event.id },
  });
  const press = (key = randomUUID(), actor = owner) =>
    actOnNotification(actor, { action: "familiar", key, decisionId, personId }, now());
  const undo = (entryId = "", key = randomUUID()) =>
    actOnNotification(owner, { action: "undo", key, entryId }, now());
  const category = async () =>
    (await db().person.findUniqueOrThrow({ where: { id: personId } })).category;
  const said = () =>
    db().identityEntry.count({ where: { householdId: owner.householdId, act: "categorise" } });
  const ask = (asked: NotificationAct, at: Date) => actOnNotification(owner, asked, at);
  return { owner, event, personId, decisionId, ask, press, undo, category, said };
}

describe("a press on Familiar", () => {
  it("makes the person Familiar, in the ledger, and says so with an undo", async () => {
    const { press, undo, category, said } = await told({ name: "Bo" });
    const answer = await press();
    expect(answer).toMatchObject({
      title: "Bo is now Familiar",
      actions: [{ action: "undo", title: "Undo" }],
    });
    expect(await category()).toBe("familiar");
    expect(await said()).toBe(1);
    expect(await undo(answer.act?.entryId)).toMatchObject({ title: "Taken back", act: null });
    expect(await category()).toBe("unknown");
  });

  it("counts once, however often it arrives: also when it was taken back in between", async () => {
    const { owner, press, category, said } = await told();
    const key = randomUUID();
    const answers = await Promise.all([press(key), press(key), press(key)]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await said()).toBe(1);
    await undoAct(owner, answers[0]?.act?.entryId ?? "", now());
    expect(await press(key)).toEqual(answers[0]);
    expect(await category()).toBe("unknown");
  });

  it("takes an undo that arrives twice for one", async () => {
    const { press, undo, category } = await told();
    const { act } = await press();
    const key = randomUUID();
    expect(await undo(act?.entryId, key)).toEqual(await undo(act?.entryId, key));
    expect(await category()).toBe("unknown");
  });

  it("does nothing where more is known by now: others were seen, or the person is on the watchlist", async () => {
    const several = await told();
    await buildFace(several.event);
    await expect(several.press()).rejects.toMatchObject({ code: "conflict" });
    expect(await several.category()).toBe("unknown");
    const watched = await told();
    await categorisePerson(watched.owner, watched.personId, "watchlist");
    await expect(watched.press()).rejects.toMatchObject({ code: "conflict" });
    expect(await watched.category()).toBe("watchlist");
  });

  it("is nobody else's to make, and a key is nobody else's to use", async () => {
    const { press, category } = await told();
    const stranger = await buildOwner();
    await expect(press(randomUUID(), stranger)).rejects.toMatchObject({ code: "not-found" });
    expect(await category()).toBe("unknown");
    const key = randomUUID();
    await press(key);
    await expect(press(key, stranger)).rejects.toMatchObject({ code: "not-found" });
  });

  it("offers no undo of what was so already", async () => {
    const { owner, personId, press } = await told();
    await categorisePerson(owner, personId, "familiar");
    expect(await press()).toMatchObject({ title: "This person is now Familiar", actions: [] });
  });
});

describe("a press on Snooze", () => {
  it("silences the visit's camera for this member for an hour, once, and takes that back", async () => {
    const { owner, decisionId, event, ask } = await told();
    const at = now();
    const key = randomUUID();
    const answer = await ask({ action: "snooze", key, decisionId }, at);
    expect(await ask({ action: "snooze", key, decisionId }, now())).toEqual(answer);
    expect(answer).toMatchObject({
      title: "Front door is quiet now",
      act: { snoozeId: expect.any(String) },
    });
    const { accountId, householdId } = owner;
    const snoozes = () => db().alertSnooze.findMany({ where: { householdId } });
    const until = new Date(at.getTime() + 3_600_000);
    expect(await snoozes()).toMatchObject([{ accountId, cameraId: event.cameraId, until }]);
    const snoozeId = answer.act?.snoozeId ?? "";
    await ask({ action: "end-snooze", key: randomUUID(), snoozeId }, now());
    expect(await snoozes()).toEqual([]);
  });
});
