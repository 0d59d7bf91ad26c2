import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openAlarms } from "#lib/alarms/queries.ts";
import { openEvent } from "#lib/events/opening/commands.ts";
import { db } from "#lib/infra/db.ts";
import type { RingHistoryEvent } from "#lib/infra/ring-client/resources.ts";
import type { CameraEventNotice } from "#lib/ring/types.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildOwner } from "#lib/testing/factories.ts";
import { compareAccountsSoon, recordComparison, recordHistory } from "./commands.ts";
import { LEFT_TO_WEBHOOK_MS, WEBHOOK_TRIES_MS } from "./patience.ts";
import { comparisonOf } from "./queries.ts";

withTestDatabase();

const MINUTE_MS = 60_000;
const start = Date.parse("2026-11-20T08:00:00Z");
/** Seconds after the start. */
const at = (seconds: number) => new Date(start + seconds * 1000);
const later = (ms: number) => new Date(start + ms);
const AN_HOUR_ON = at(3600);

type Kind = "button_press" | "motion";

const entry = (seconds: number, kind: RingHistoryEvent["kind"] = "motion"): RingHistoryEvent => ({
  id: randomUUID(),
  kind,
  motionClass: kind === "motion" ? "human" : null,
  startedAt: at(seconds),
  endedAt: at(seconds + 20),
});

async function home() {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const { ringAccountId } = camera;
  const hear = async (seconds: number, kind: Kind = "motion", receivedAt = at(seconds + 2)) => {
    const notice: CameraEventNotice = {
      about: "camera-event",
      requestId: randomUUID(),
      ringAccountId: camera.ringAccount.ringAccountId,
      deviceId: camera.deviceId,
      kind,
      motionClass: null,
      occurredAt: at(seconds),
      sentAt: null,
    };
    const { requestId } = notice;
    const keys = { requestId, semanticKey: requestId };
    const delivery = await db().webhookDelivery.create({
      data: { ...keys, body: new Uint8Array(), receivedAt },
    });
    return await openEvent(delivery, notice, { isListFresh: true, now: () => receivedAt });
  };
  const read = (entries: RingHistoryEvent[], readAt = AN_HOUR_ON) =>
    recordHistory(camera, entries, readAt);
  const events = async () => {
    const where = { cameraId: camera.id };
    const rows = await db().event.findMany({ where, orderBy: { occurredAt: "asc" } });
    return rows.map(({ kind, occurredAt, source, heardAt }) =>
      [kind, (occurredAt.getTime() - start) / 1000, source, heardAt ? "heard" : "unheard"].join(
        " ",
      ),
    );
  };
  const alarms = async () => (await openAlarms(owner)).map(({ kind }) => kind);
  return { owner, camera, ringAccountId, hear, read, events, alarms };
}

describe("Ring's history", () => {
  it("brings an event whose webhook was missed, once, with the jobs of any other", async () => {
    const { camera, hear, read, events } = await home();
    await hear(0);
    const history = [entry(120, "button_press"), entry(60), entry(0)];
    await Promise.all([read(history), read(history)]);
    await read(history);
    expect(await events()).toEqual([
      "motion 0 webhook heard",
      "motion 60 history unheard",
      "button_press 120 history unheard",
    ]);
    const found = await db().event.findFirstOrThrow({
      where: { cameraId: camera.id, kind: "motion", source: "history" },
    });
    expect(found).toMatchObject({
      motionClass: "human",
      endedAt: at(80),
      receivedAt: AN_HOUR_ON,
      outcome: null,
    });
    const jobs = await db().$queryRaw<{ task: string; priority: number }[]>`
      select task_identifier as task, priority from graphile_worker.jobs
      where key like ${`%${found.id}`} order by key`;
    expect(jobs).toEqual([
      { task: "decide-notifications", priority: -2 },
      { task: "fetch-clip", priority: 5 },
    ]);
  });

  it("notes when an event that was heard ended", async () => {
    const { camera, hear, read } = await home();
    await hear(0);
    await read([entry(0)]);
    expect(await db().event.findFirst({ where: { cameraId: camera.id } })).toMatchObject({
      endedAt: at(20),
    });
  });

  it("knows an event again whose moment it gives a little differently", async () => {
    const { hear, read, events } = await home();
    await hear(10);
    await read([entry(12)]);
    expect(await events()).toEqual(["motion 10 webhook heard"]);
  });

  it("is asked neither for live views nor for what is left to its webhook", async () => {
    const { read, events } = await home();
    const fresh = 3600 - LEFT_TO_WEBHOOK_MS / 1000 + 1;
    await read([entry(fresh), entry(0, "other")]);
    expect(await events()).toEqual([]);
    await read([entry(fresh)], new Date(AN_HOUR_ON.getTime() + 1000));
    expect(await events()).toEqual([`motion ${fresh} history unheard`]);
  });

  it("makes no second event together with a webhook, whichever is first, and in a race", async () => {
    const { hear, read, events } = await home();
    await Promise.all([read([entry(0)]), hear(1), read([entry(0)])]);
    const [only, ...more] = await events();
    expect(more).toEqual([]);
    expect(only).toMatch(/^motion (0 history|1 webhook) heard$/);
  });

  it("and webhooks make the same events in whatever order they come, though moments differ", async () => {
    const presses = [0, 4, 60];
    type Step = (one: Awaited<ReturnType<typeof home>>) => Promise<unknown>;
    const history = presses.map((seconds) => entry(seconds, "button_press"));
    const steps: Step[] = [
      ...presses.map(
        (seconds): Step =>
          ({ hear }) =>
            hear(seconds + 0.7, "button_press"),
      ),
      ({ hear }) => hear(4, "motion"),
      ({ read }) => read([...history, entry(4)]),
      ({ read }) => read(history),
    ];
    const everyOrder = fc.shuffledSubarray(steps, { minLength: steps.length });
    await fc.assert(
      fc.asyncProperty(everyOrder, async (order) => {
        const household = await home();
        for (const step of order) await step(household);
        const events = await household.events();
        expect(events).toHaveLength(4);
        expect(events.every((event) => event.endsWith(" heard"))).toBe(true);
      }),
      { numRuns: 15, seed: 20_261_123 },
    );
  });

  it("brings nothing of an account that was disconnected meanwhile, nor of an erased camera", async () => {
    const { camera, ringAccountId, read, events } = await home();
    await db().ringAccount.update({ where: { id: ringAccountId }, data: { state: "removed" } });
    await read([entry(0)]);
    await db().camera.delete({ where: { id: camera.id } });
    await read([entry(0)]);
    expect(await events()).toEqual([]);
  });
});

describe("a webhook that comes after its event was found", () => {
  it("is noted as late, and makes no second event though its moment differs", async () => {
    const { hear, read, events } = await home();
    await read([entry(0)]);
    expect(await hear(2)).toBe("arrived-late");
    expect(await hear(2)).toBe("event");
    expect(await events()).toEqual(["motion 0 history heard", "motion 2 webhook heard"]);
    expect(await hear(0)).toBe("duplicate");
  });

  it("is taken for the nearest of two presses, and the other's for the other", async () => {
    const { hear, read, events } = await home();
    await read([entry(0, "button_press"), entry(4, "button_press")]);
    expect(await hear(3.5, "button_press")).toBe("arrived-late");
    expect(await hear(0.5, "button_press")).toBe("arrived-late");
    expect(await events()).toEqual([
      "button_press 0 history heard",
      "button_press 4 history heard",
    ]);
  });

  it("of another kind is an event of its own", async () => {
    const { hear, read } = await home();
    await read([entry(0)]);
    expect(await hear(0, "button_press")).toBe("event");
  });
});

describe("a comparison", () => {
  it("reads from the link on, later with an overlap, and never from before the link", async () => {
    const { ringAccountId } = await home();
    const link = (linkedAt: Date) =>
      db().ringAccount.update({ where: { id: ringAccountId }, data: { linkedAt } });
    await link(at(0));
    const since = async () => (await comparisonOf(ringAccountId))?.since;
    expect(await since()).toEqual(at(0));
    await recordComparison(ringAccountId, later(24 * 60 * MINUTE_MS));
    expect(await since()).toEqual(later(22 * 60 * MINUTE_MS - LEFT_TO_WEBHOOK_MS));
    await recordComparison(ringAccountId, later(60 * MINUTE_MS));
    expect(await since()).toEqual(later(22 * 60 * MINUTE_MS - LEFT_TO_WEBHOOK_MS));
    await link(later(23 * 60 * MINUTE_MS));
    expect(await since()).toEqual(later(23 * 60 * MINUTE_MS));
  });

  it("waits while a delivery of the account lies unread", async () => {
    const { camera, ringAccountId } = await home();
    expect(await comparisonOf(ringAccountId)).toMatchObject({ hasUnread: false });
    const keys = { requestId: randomUUID(), semanticKey: randomUUID() };
    await db().webhookDelivery.create({
      data: {
        ...keys,
        ringAccountId: camera.ringAccount.ringAccountId,
        body: new Uint8Array(),
      },
    });
    expect(await comparisonOf(ringAccountId)).toMatchObject({ hasUnread: true });
  });

  it("is asked of every linked account, once", async () => {
    const { ringAccountId } = await home();
    const removed = await home();
    await db().ringAccount.update({
      where: { id: removed.ringAccountId },
      data: { state: "removed" },
    });
    await compareAccountsSoon();
    await compareAccountsSoon();
    const keys = [ringAccountId, removed.ringAccountId].map((id) => `compare:${id}`);
    const jobs = await db().$queryRaw<{ key: string }[]>`
      select key from graphile_worker.jobs where key = any(${keys})`;
    expect(jobs).toEqual([{ key: keys[0] }]);
    expect(await comparisonOf(removed.ringAccountId)).toBeNull();
  });
});

describe("the alarm that webhooks have stopped", () => {
  /** Three events, found half an hour later, and a comparison once Ring has given up on them. */
  async function threeMissed() {
    const home1 = await home();
    await home1.hear(0);
    await home1.read([entry(180), entry(120), entry(60)], at(1800));
    const compare = (ms: number) => recordComparison(home1.ringAccountId, later(ms));
    return { ...home1, compare };
  }
  const GIVEN_UP = WEBHOOK_TRIES_MS + 181_000;

  it("is raised once three in a row have never come, and cleared by the next that comes", async () => {
    const { compare, alarms, hear } = await threeMissed();
    await compare(1_800_000);
    expect(await alarms()).toEqual([]);
    await compare(GIVEN_UP);
    await compare(GIVEN_UP + 60 * MINUTE_MS);
    expect(await alarms()).toEqual(["webhooks_stopped"]);
    await hear(7000);
    expect(await alarms()).toEqual([]);
    await compare(GIVEN_UP + 120 * MINUTE_MS);
    expect(await alarms()).toEqual([]);
  });

  it("is not raised where a webhook was heard since the first of them", async () => {
    const { compare, alarms, hear } = await threeMissed();
    await hear(90);
    await compare(GIVEN_UP);
    expect(await alarms()).toEqual([]);
  });

  it("is not raised for fewer than three", async () => {
    const { ringAccountId, read, alarms } = await home();
    await read([entry(120), entry(60)], at(1800));
    await recordComparison(ringAccountId, later(GIVEN_UP));
    expect(await alarms()).toEqual([]);
  });

  it("is not raised for what was found after Kith itself had been away", async () => {
    const { ringAccountId, read, alarms } = await home();
    await read([entry(180), entry(120), entry(60)], later(GIVEN_UP));
    await recordComparison(ringAccountId, later(GIVEN_UP));
    expect(await alarms()).toEqual([]);
  });
});
