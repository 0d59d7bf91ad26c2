import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { recordAnalysis } from "#lib/clips/commands.ts";
import { keysInUse } from "#lib/clips/queries.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildOwner } from "#lib/testing/factories.ts";
import type { UnitBox } from "../types.ts";
import { recordAbsence } from "./commands.ts";
import { cameraAbsences } from "./queries.ts";

withTestDatabase();

const now = new Date("2026-06-01T12:00:00Z");
const at = (minutesAgo: number) => new Date(now.getTime() - minutesAgo * 60_000);
const box = { x: 0.5, y: 0.4, width: 0.01, height: 0.02 } as UnitBox;
const MEDIA = {
  ...{ durationMs: 20_000, codec: "h264", width: 960, height: 540 },
  ...{ frameRate: 15, hasAudio: true },
};
const nobody = async () => [];

let owner: Actor;
let camera: Awaited<ReturnType<typeof buildCamera>>;
beforeEach(async () => {
  owner = await buildOwner();
  camera = await buildCamera(owner);
});

/** An event whose recording in the store is about to be looked at. */
async function recorded(minutesAgo: number, by = camera) {
  const event = await buildEvent(by, { occurredAt: at(minutesAgo) });
  const { id: eventId, householdId } = event;
  const storageKey = `households/${householdId}/events/${eventId}/clip.mp4`;
  const clip = { householdId, eventId, storageKey, bytes: 4, startedAt: event.occurredAt };
  await db().clip.create({ data: clip });
  const pictureKey = storageKey.replace(".mp4", "/no-face.jpg");
  const look = (reason: string | null) =>
    recordAnalysis(
      eventId,
      {
        ...{ storageKey, media: MEDIA, faces: [], noFaceReason: reason },
        moment: reason ? { pictureKey, box, heightPx: 19.4, atMs: 5333.3 } : null,
      },
      nobody,
      () => now,
    );
  return { event, pictureKey, look };
}

const deletedKeys = async () => {
  const jobs = await db().$queryRaw<{ payload: { keys: string[] } }[]>`
    select payload from graphile_worker._private_jobs`;
  return jobs.flatMap(({ payload }) => payload.keys ?? []);
};

describe("why a recording gave no face", () => {
  it("is kept with its best moment, once, and shown with how often it happened", async () => {
    const { event, pictureKey, look } = await recorded(3);
    await look("too-small");
    await look("too-small");
    const shown = await cameraAbsences(owner, camera.id, now);
    expect(shown).toEqual({
      ...{ days: 30, withFace: 0, without: [{ reason: "too-small", count: 1 }] },
      moments: [
        {
          ...{ eventId: event.id, occurredAt: at(3).toISOString(), reason: "too-small" },
          ...{ pictureUrl: expect.stringContaining(pictureKey), box, heightPx: 19 },
        },
      ],
    });
    expect(await keysInUse(owner.householdId, [pictureKey, "other"])).toEqual(
      new Set([pictureKey]),
    );
  });

  it("is of the newest 20 recordings of a household; older pictures are deleted", async () => {
    const neighbour = await buildOwner();
    const theirs = await recorded(99, await buildCamera(neighbour));
    await theirs.look("nobody");
    const oldest = await recorded(50);
    await oldest.look("too-dark");
    for (let minute = 20; minute > 0; minute--) await (await recorded(minute)).look("nobody");
    const { moments, without } = await cameraAbsences(owner, camera.id, now);
    expect(moments).toHaveLength(20);
    expect(moments.map(({ reason }) => reason)).not.toContain("too-dark");
    expect(without).toEqual([
      { reason: "nobody", count: 20 },
      { reason: "too-dark", count: 1 },
    ]);
    expect(await deletedKeys()).toContain(oldest.pictureKey);
    expect(await deletedKeys()).not.toContain(theirs.pictureKey);
    expect(await db().absence.count({ where: { householdId: neighbour.householdId } })).toBe(1);
  });

  it("is nobody else's business", async () => {
    const { look } = await recorded(3);
    await look("blurred");
    const shown = await cameraAbsences(await buildOwner(), camera.id, now);
    expect(shown).toMatchObject({ withFace: 0, without: [], moments: [] });
  });

  it("is forgotten, with its picture, once a longer recording shows a face", async () => {
    const { event, pictureKey, look } = await recorded(3);
    await look("turned-away");
    await db().$transaction((tx) => recordAbsence(tx, event, null, null));
    expect((await cameraAbsences(owner, camera.id, now)).moments).toEqual([]);
    expect(await deletedKeys()).toContain(pictureKey);
  });

  it("leaves no picture of a recording that another one has replaced meanwhile", async () => {
    const { event, pictureKey, look } = await recorded(3);
    await db().clip.update({ where: { eventId: event.id }, data: { storageKey: "other" } });
    await look("nobody");
    expect(await deletedKeys()).toContain(pictureKey);
    expect((await cameraAbsences(owner, camera.id, now)).moments).toEqual([]);
  });
});
