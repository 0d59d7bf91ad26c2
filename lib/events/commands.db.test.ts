import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { changeCamera } from "#lib/cameras/commands.ts";
import type { CameraChange } from "#lib/cameras/schema.ts";
import { db } from "#lib/infra/db.ts";
import type { CameraEventNotice } from "#lib/ring/types.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildOwner } from "#lib/testing/factories.ts";
import { closeEvent, noteEventEnd } from "./commands.ts";
import { getEvent } from "./detail/queries.ts";
import { openEvent } from "./opening/commands.ts";
import { listVisits } from "./timeline/queries.ts";

withTestDatabase();

const start = Date.now() - 3_600_000;

async function home(overrides: { enabled?: boolean; timeZone?: string } = {}) {
  const { timeZone, ...ofCamera } = overrides;
  const owner = await buildOwner(timeZone ? { timeZone } : {});
  const camera = await buildCamera(owner, ofCamera);
  const hear = async (
    seconds: number,
    kind: "button_press" | "motion" = "motion",
    late = 0,
    isListFresh = false,
  ) => {
    const occurredAt = new Date(start + seconds * 1000);
    const notice: CameraEventNotice = {
      about: "camera-event",
      requestId: randomUUID(),
      ringAccountId: camera.ringAccount.ringAccountId,
      deviceId: camera.deviceId,
      kind,
      motionClass: null,
      occurredAt,
      sentAt: null,
    };
    const delivery = await db().webhookDelivery.create({
      data: {
        requestId: notice.requestId,
        semanticKey: randomUUID(),
        body: new Uint8Array(),
        receivedAt: new Date(occurredAt.getTime() + 1000 + late),
      },
    });
    const outcome = await openEvent(delivery, notice, { isListFresh, now: () => new Date() });
    const settled = await db().webhookDelivery.findUniqueOrThrow({ where: { id: delivery.id } });
    expect(settled.outcome).toBe(outcome === "unknown-camera" && !isListFresh ? null : outcome);
    return outcome;
  };
  const visits = async () =>
    (await listVisits(owner, { limit: 50 })).map(({ startedAt, endedAt, events }) => [
      (Date.parse(startedAt) - start) / 1000,
      (Date.parse(endedAt) - start) / 1000,
      events.length,
    ]);
  return { owner, camera, hear, visits };
}

/** As if it had been set before anything happened. */
async function setEarlier(owner: Actor, cameraId: string, change: CameraChange): Promise<void> {
  await changeCamera(owner, cameraId, change);
  const long = new Date(start - 3_600_000);
  await db().auditEntry.updateMany({ where: { subject: cameraId }, data: { at: long } });
}

const jobsOf = async (eventId: string) => {
  const rows = await db().$queryRaw<{ key: string }[]>`
    select key from graphile_worker.jobs where key like ${`%${eventId}`} order by key`;
  return rows.map(({ key }) => key.split(":")[0]);
};

describe("opening an event", () => {
  it("asks for Ring's list before it believes that a camera that speaks was removed", async () => {
    const { owner, camera, hear } = await home();
    const removed = { where: { id: camera.id }, data: { removedAt: new Date() } };
    await db().camera.update(removed);
    expect(await hear(0)).toBe("unknown-camera");
    expect(await hear(0, "motion", 0, true)).toBe("event");
    const [visit] = await listVisits(owner, { limit: 1 });
    expect(visit?.events).toMatchObject([{ outcome: "camera_off", outcomeReason: "removed" }]);
  });

  it("puts it into a visit, with fetches now and a decision at the deadline", async () => {
    const { owner, hear } = await home();
    expect(await hear(0, "button_press")).toBe("event");
    const [visit] = await listVisits(owner, { limit: 1 });
    const [event] = visit?.events ?? [];
    expect(event).toMatchObject({ kind: "button_press", outcome: null, cameraName: "Front door" });
    expect(await jobsOf(event?.eventId ?? "")).toEqual(["decide", "fetch", "still"]);
  });

  it("asks for no stills of an event that is told of late", async () => {
    const { owner, hear } = await home();
    await hear(0, "button_press", 120_000);
    const [visit] = await listVisits(owner, { limit: 5 });
    expect(await jobsOf(visit?.events[0]?.eventId ?? "")).toEqual(["decide", "fetch"]);
  });

  it("opens it once, however often it is told of", async () => {
    const { hear, visits } = await home();
    const results = await Promise.all([hear(0), hear(0), hear(0)]);
    expect(results.sort()).toEqual(["duplicate", "duplicate", "event"]);
    expect(await visits()).toEqual([[0, 0, 1]]);
  });

  it("learns from the first press that the camera is a doorbell", async () => {
    const { camera, hear } = await home();
    await hear(0, "button_press");
    expect(await db().camera.findUnique({ where: { id: camera.id } })).toMatchObject({
      kind: "doorbell",
    });
  });

  it("learns nothing from a press once the owner has chosen the kind", async () => {
    const { owner, camera, hear } = await home();
    await changeCamera(owner, camera.id, { chosenKind: "doorbell" });
    await changeCamera(owner, camera.id, { chosenKind: "camera" });
    await hear(0, "button_press");
    expect(await db().camera.findUnique({ where: { id: camera.id } })).toMatchObject({
      kind: "camera",
    });
  });

  it("ends it at once when its camera is switched off, and fetches nothing", async () => {
    const { owner, hear } = await home({ enabled: false });
    await hear(0);
    const [visit] = await listVisits(owner, { limit: 1 });
    expect(visit?.events).toMatchObject([{ outcome: "camera_off", outcomeReason: "disabled" }]);
    expect(await jobsOf(visit?.events[0]?.eventId ?? "")).toEqual(["decide"]);
  });

  it("ends it at once outside the hours on the household's clock, and in an ignored class", async () => {
    const { owner, camera, hear } = await home({ timeZone: "Asia/Kathmandu" });
    const clock = new Date(start + (5 * 60 + 45) * 60_000);
    const minute = clock.getUTCHours() * 60 + clock.getUTCMinutes();
    const at = (minutes: number) => (minute + minutes + 1440) % 1440;
    await setEarlier(owner, camera.id, { hours: { from: at(-1), until: at(2) } });
    await hear(0);
    await hear(600);
    await setEarlier(owner, camera.id, { hours: null, ignoredClasses: ["motion"] });
    await hear(1200);
    await hear(1800, "button_press");
    const events = (await listVisits(owner, { limit: 10 })).flatMap((visit) => visit.events);
    expect(events.map(({ outcome, outcomeReason }) => [outcome, outcomeReason])).toEqual([
      [null, null],
      ["camera_off", "class-ignored"],
      ["camera_off", "outside-hours"],
      [null, null],
    ]);
  });

  it("decides by how the camera was set when the event happened, not when it is told of", async () => {
    const { owner, camera, hear } = await home();
    await changeCamera(owner, camera.id, { enabled: false });
    await hear(0);
    await setEarlier(owner, camera.id, { enabled: true });
    await changeCamera(owner, camera.id, { enabled: false });
    await hear(600);
    const events = (await listVisits(owner, { limit: 10 })).flatMap((visit) => visit.events);
    expect(events.map(({ outcome }) => outcome)).toEqual([null, null]);
  });

  it("only stores what arrives days late", async () => {
    const { owner, hear } = await home();
    await hear(0, "motion", 81 * 3_600_000);
    const [visit] = await listVisits(owner, { limit: 1 });
    expect(visit?.events).toMatchObject([{ outcome: "late" }]);
  });

  it("refuses an account that is not linked and a camera of another account", async () => {
    const { camera, hear } = await home();
    const other = await home();
    await db().camera.update({
      where: { id: camera.id },
      data: { deviceId: "ava1.ring.device.elsewhere" },
    });
    expect(await hear(0)).toBe("unknown-camera");
    await db().ringAccount.update({
      where: { id: camera.ringAccountId },
      data: { state: "removed" },
    });
    expect(await hear(1)).toBe("unlinked-account");
    expect(await other.visits()).toEqual([]);
  });
});

describe("visits", () => {
  it("a late event joins the visits on both sides of it", async () => {
    const { hear, visits } = await home();
    await hear(0);
    await hear(150);
    expect(await visits()).toHaveLength(2);
    await hear(80);
    expect(await visits()).toEqual([[0, 150, 3]]);
  });

  it("come out the same in whatever order the events arrive", async () => {
    const seconds = [0, 60, 140, 300, 330, 600];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(seconds, { minLength: seconds.length }),
        async (order) => {
          const { hear, visits } = await home();
          for (const at of order) await hear(at);
          expect(await visits()).toEqual([
            [600, 600, 1],
            [300, 330, 2],
            [0, 140, 3],
          ]);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe("closing an event", () => {
  it("gives it one outcome for good", async () => {
    const { owner, hear } = await home();
    await hear(0);
    const [visit] = await listVisits(owner, { limit: 1 });
    const id = visit?.events[0]?.eventId ?? "";
    const event = { id, householdId: owner.householdId };
    const close = (outcome: "no_face" | "failed") =>
      db().$transaction((tx) => closeEvent(tx, event, outcome, "because", null));
    expect(await close("no_face")).toBe(true);
    expect(await close("failed")).toBe(false);
    expect(await getEvent(owner, id)).toMatchObject({
      outcome: "no_face",
      outcomeReason: "because",
    });
  });

  it("keeps the end that Ring's history told first", async () => {
    const { hear, owner } = await home();
    await hear(0);
    const { id } = await db().event.findFirstOrThrow({ where: { householdId: owner.householdId } });
    const end = (seconds: number) => new Date(start + seconds * 1000);
    for (const seconds of [20, 40])
      await db().$transaction((tx) => noteEventEnd(tx, id, end(seconds)));
    expect(await db().event.findUnique({ where: { id } })).toMatchObject({ endedAt: end(20) });
  });

  it("shows nothing of it to another household", async () => {
    const { owner, hear } = await home();
    await hear(0);
    const [visit] = await listVisits(owner, { limit: 1 });
    const stranger = await buildOwner();
    await expect(getEvent(stranger, visit?.events[0]?.eventId ?? "")).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await listVisits(stranger, { limit: 10 })).toEqual([]);
  });
});
