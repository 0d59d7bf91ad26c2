import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { eraseFaces, eraseForgotten } from "#lib/erasure/people/commands.ts";
import { facesToErase, forgottenPerson } from "#lib/erasure/people/queries.ts";
import type { UnitBox } from "#lib/faces/types.ts";
import { db } from "#lib/infra/db.ts";
import { store } from "#lib/infra/store.ts";
import { forgetPerson } from "#lib/people/commands.ts";
import { listPeople } from "#lib/people/queries.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import {
  enrolFromPhotos,
  enrolFromWalk,
  startEnrolment,
  takeEnrolmentBack,
  tidyEnrolments,
} from "./commands.ts";
import { faceKeys, uploadKey } from "./keys.ts";
import { MAX_PHOTOS } from "./limits.ts";
import { receivePhoto, recordLook, removePhoto } from "./photos/commands.ts";
import { getEnrolment, isWalk } from "./queries.ts";
import type { FoundFace, StartOrder } from "./schema.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kith-enrolment-"));
  process.env.DATA_DIR = folder;
});
afterAll(() => rm(folder, { recursive: true, force: true }));
withTestDatabase();

const now = new Date("2026-06-01T12:00:00Z");
const DAY_MS = 24 * 3_600_000;
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const annaIsNew = { name: "Anna", category: "familiar" } as const;

async function begun(who: StartOrder["who"] = annaIsNew, actor?: Actor) {
  const owner = actor ?? (await buildOwner());
  const { enrolmentId } = await startEnrolment(owner, { who, cameraId: null }, now);
  const { householdId } = owner;
  const send = (photoId: string) => receivePhoto(owner, { enrolmentId, photoId }, JPEG, now);
  const place = (photoId: string) => ({ householdId, enrolmentId, photoId });
  return { owner, householdId, enrolmentId, send, place };
}

const goodFace = (keys: { cropKey: string; alignedKey: string }): FoundFace => ({
  ...keys,
  ...{ box: { x: 0.4, y: 0.2, width: 0.2, height: 0.3 } as UnitBox, heightPx: 200, quality: 0.9 },
  ...{ sharpness: 0.7, frontality: 0.9, exposure: 1, brightness: 120, score: 0.9 },
  ...{ angle: "front", yaw: 0.05 },
});

/** An enrolment with photographs of so many good faces each. */
async function looked(faceCounts: readonly number[], who?: StartOrder["who"], actor?: Actor) {
  const home = await begun(who, actor);
  const photoIds: string[] = [];
  for (const count of faceCounts) {
    const photoId = randomUUID();
    await home.send(photoId);
    const faces = Array.from({ length: count }, (_, index) =>
      goodFace(faceKeys(home.place(photoId), index)),
    );
    await recordLook(home.place(photoId), { problem: count ? null : "no-face", faces }, now);
    photoIds.push(photoId);
  }
  const chosen = photoIds.map((photoId) => ({ photoId, index: 0 }));
  const enrol = (faces = chosen) =>
    enrolFromPhotos(home.owner, { enrolmentId: home.enrolmentId, faces }, now);
  return { ...home, photoIds, enrol };
}

const jobs = async (name: string, householdId: string) => {
  const rows = await db().$queryRaw<{ payload: { photoId?: string } }[]>`
    select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${name} and j.payload->>'householdId' = ${householdId}`;
  return rows.map(({ payload }) => payload);
};

describe("a photograph that is sent", () => {
  it("is kept and looked at once, however often it is sent", async () => {
    const { owner, householdId, enrolmentId, send, place } = await begun();
    const photoId = randomUUID();
    await Promise.all([send(photoId), send(photoId)]);
    await send(photoId);
    expect(await store().exists(uploadKey(place(photoId)))).toBe(true);
    expect(await jobs("look-at-photo", householdId)).toHaveLength(1);
    const { photos } = await getEnrolment(owner, enrolmentId);
    expect(photos).toEqual([{ photoId, found: null }]);
  });

  it("is on no list before all of it is there, and can be sent again", async () => {
    const { owner, householdId, enrolmentId, send } = await begun();
    const id = randomUUID();
    await db().enrolmentPhoto.create({ data: { id, householdId, enrolmentId, createdAt: now } });
    expect((await getEnrolment(owner, enrolmentId)).photos).toEqual([]);
    await send(id);
    expect((await getEnrolment(owner, enrolmentId)).photos).toHaveLength(1);
  });

  it.each([
    ["HEIC", new Uint8Array(Buffer.from("\0\0\0\x24ftypheic")), /HEIC/],
    ["something else", new Uint8Array(Buffer.from("<svg>")), /neither a JPEG nor a PNG/],
  ])("is refused as %s, which is said", async (_, bytes, message) => {
    const { owner, enrolmentId } = await begun();
    const photo = { enrolmentId, photoId: randomUUID() };
    await expect(receivePhoto(owner, photo, bytes, now)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(message),
    });
  });

  it("is refused after ten, from another household, and under an id of another enrolment", async () => {
    const { owner, enrolmentId, send } = await begun();
    const ids = Array.from({ length: MAX_PHOTOS }, () => randomUUID());
    for (const id of ids) await send(id);
    await expect(send(randomUUID())).rejects.toMatchObject({ code: "conflict" });
    const photo = { enrolmentId, photoId: randomUUID() };
    const stranger = await buildOwner();
    await expect(receivePhoto(stranger, photo, JPEG, now)).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(getEnrolment(stranger, enrolmentId)).rejects.toMatchObject({ code: "not-found" });
    const other = await begun(annaIsNew, owner);
    await expect(other.send(ids[0] ?? "")).rejects.toMatchObject({ key: "photoOfAnother" });
    for (const more of [other, await begun(annaIsNew, owner)])
      for (const _ of ids) await more.send(randomUUID());
    const last = await begun(annaIsNew, owner);
    await expect(last.send(randomUUID())).rejects.toMatchObject({ key: "photosWaiting" });
  });

  it("leaves its file to its job when it is taken away", async () => {
    const { owner, householdId, enrolmentId, send } = await begun();
    const photoId = randomUUID();
    await send(photoId);
    await removePhoto(owner, { enrolmentId, photoId });
    expect((await getEnrolment(owner, enrolmentId)).photos).toEqual([]);
    expect(await jobs("look-at-photo", householdId)).toHaveLength(2);
  });
});

describe("enrolling from photographs", () => {
  it("makes somebody new, with name, category and faces that count, once", async () => {
    const { owner, householdId, enrolmentId, enrol } = await looked([1, 2]);
    const enrolled = await enrol();
    expect(await enrol()).toEqual(enrolled);
    const faces = await db().face.findMany({ where: { householdId } });
    expect(faces).toHaveLength(2);
    for (const face of faces)
      expect(face).toMatchObject({
        ...{ personId: enrolled.personId, source: "photo", eventId: null },
        ...{ match: "named", isConfirmed: true, angle: "front", heightPx: 200 },
      });
    const people = await listPeople(owner);
    expect(people).toMatchObject([
      { name: "Anna", category: "familiar", faceCount: 2, visitCount: 0 },
    ]);
    const { photos, outcome, name } = await getEnrolment(owner, enrolmentId);
    expect({ photos, outcome, name }).toEqual({ photos: [], outcome: enrolled, name: "Anna" });
    expect(await jobs("embed-again", householdId)).toHaveLength(1);
    expect(await jobs("look-at-photo", householdId)).toHaveLength(4);
    const row = await db().enrolment.findUniqueOrThrow({ where: { id: enrolmentId } });
    expect(row.name).toBeNull();
  });

  it("adds to somebody who is known, and leaves name and category", async () => {
    const owner = await buildOwner();
    const event = await buildEvent(await buildCamera(owner));
    const { personId } = await buildFace(event, { name: "Anna", category: "watchlist" });
    const { enrol } = await looked([1], { personId }, owner);
    expect(await enrol()).toMatchObject({ personId });
    expect(await listPeople(owner)).toMatchObject([
      { personId, name: "Anna", category: "watchlist", faceCount: 2, visitCount: 1 },
    ]);
  });

  it("can be taken back as a whole: the faces are somebody's without a name, to be forgotten", async () => {
    const { owner, householdId, enrolmentId, enrol } = await looked([1, 1]);
    const { personId } = await enrol();
    await takeEnrolmentBack(owner, enrolmentId, now);
    await expect(takeEnrolmentBack(owner, enrolmentId, now)).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await listPeople(owner)).toMatchObject([
      { personId, name: null, category: "unknown", faceCount: 2 },
    ]);
    const faces = await db().face.findMany({ where: { householdId } });
    expect(faces.map(({ isConfirmed }) => isConfirmed)).toEqual([false, false]);
    await forgetPerson(owner, personId, true, now);
    expect(await listPeople(owner)).toEqual([]);
  });

  it("gives the faces back to nobody in particular when they were added to somebody known", async () => {
    const owner = await buildOwner();
    const event = await buildEvent(await buildCamera(owner));
    const { personId } = await buildFace(event, { name: "Anna" });
    const { enrolmentId, enrol } = await looked([1], { personId }, owner);
    await enrol();
    await takeEnrolmentBack(owner, enrolmentId, now);
    const people = await listPeople(owner);
    expect(people.map(({ name, faceCount }) => ({ name, faceCount }))).toEqual(
      expect.arrayContaining([
        { name: "Anna", faceCount: 1 },
        { name: null, faceCount: 1 },
      ]),
    );
  });

  it("refuses a face that is not there or too poor, and then changes nothing", async () => {
    const { owner, householdId, enrolmentId, place, photoIds, enrol, send } = await looked([1]);
    const [photoId = ""] = photoIds;
    const poorId = randomUUID();
    await send(poorId);
    const poor = { ...goodFace(faceKeys(place(poorId), 0)), quality: 0.1, sharpness: 0.1 };
    await recordLook(place(poorId), { problem: null, faces: [poor] }, now);
    for (const face of [
      { photoId, index: 1 },
      { photoId: poorId, index: 0 },
      { photoId: randomUUID(), index: 0 },
    ])
      await expect(enrol([{ photoId, index: 0 }, face])).rejects.toMatchObject({ code: "invalid" });
    expect(await db().person.count({ where: { householdId } })).toBe(0);
    const { photos } = await getEnrolment(owner, enrolmentId);
    expect(photos.flatMap(({ found }) => found?.faces[0]?.advice)).toEqual(["blurred"]);
  });

  it("goes with the person whom it is about when they are erased", async () => {
    const owner = await buildOwner();
    const event = await buildEvent(await buildCamera(owner));
    const { personId } = await buildFace(event, { name: "Anna" });
    const { enrolmentId, photoIds } = await looked([1], { personId }, owner);
    await forgetPerson(owner, personId, true, now);
    const forgotten = (await forgottenPerson(personId, now)) ?? expect.fail("not forgotten");
    await eraseFaces(forgotten, await facesToErase(personId, now), now);
    await eraseForgotten(forgotten, now);
    await expect(getEnrolment(owner, enrolmentId)).rejects.toMatchObject({ code: "not-found" });
    expect(await db().enrolmentPhoto.count({ where: { id: { in: photoIds } } })).toBe(0);
  });

  it("ends after a day, with what led to nothing", async () => {
    const { owner, enrolmentId } = await looked([1]);
    const { enrolmentId: done, enrol } = await looked([1], annaIsNew, owner);
    await enrol();
    await tidyEnrolments(new Date(now.getTime() + DAY_MS));
    for (const id of [enrolmentId, done])
      await expect(getEnrolment(owner, id)).rejects.toMatchObject({ code: "not-found" });
    expect(await listPeople(owner)).toMatchObject([{ name: "Anna", faceCount: 1 }]);
  });
});

describe("walking to a camera", () => {
  async function walking() {
    const owner = await buildOwner();
    const camera = await buildCamera(owner);
    const order = { who: annaIsNew, cameraId: camera.id };
    const { enrolmentId } = await startEnrolment(owner, order, now);
    const see = async (minutes: number, yaw: number, person = {}) => {
      const event = await buildEvent(camera, {
        occurredAt: new Date(now.getTime() + minutes * 60_000),
      });
      const face = await buildFace(event, person);
      await db().face.update({ where: { id: face.id }, data: { yaw } });
      return face;
    };
    return { owner, camera, enrolmentId, see };
  }

  it("shows what the camera has seen since, by its side, and whom it knows already", async () => {
    const { owner, enrolmentId, see } = await walking();
    await see(-10, 0);
    const front = await see(1, 0);
    const left = await see(2, 0.5);
    await see(3, -0.5, { name: "Bert" });
    const { walk } = await getEnrolment(owner, enrolmentId);
    expect(walk?.faces).toMatchObject([
      { side: "right", otherName: "Bert" },
      { faceId: left.id, side: "left", otherName: null },
      { faceId: front.id, side: "front", otherName: null },
    ]);
    expect(walk).toMatchObject({ cameraName: "Front door", underWay: 3 });
  });

  it("names the one who was seen, with all faces that were confirmed, and once", async () => {
    const { owner, enrolmentId, see } = await walking();
    const [front, left] = [await see(1, 0), await see(2, 0.5)];
    const order = { enrolmentId, faceIds: [front.id, left.id] };
    const enrolled = await enrolFromWalk(owner, order);
    expect(enrolled.personId).toBe(front.personId);
    expect(await enrolFromWalk(owner, order)).toEqual(enrolled);
    expect(await listPeople(owner)).toMatchObject([
      { name: "Anna", category: "familiar", faceCount: 2, visitCount: 2 },
    ]);
    await takeEnrolmentBack(owner, enrolmentId, now);
    expect((await listPeople(owner)).map(({ name }) => name)).toEqual([null, null]);
  });

  it("has a visit shown from every side that comes to that camera before the walk is over", async () => {
    const { owner, enrolmentId, see } = await walking();
    const elsewhere = await buildCamera(owner, { name: "Garden" });
    const [before, during] = [await see(-10, 0), await see(1, 0)];
    const at = { occurredAt: new Date(now.getTime() + 60_000) };
    const { id: inGarden } = await buildEvent(elsewhere, at);
    expect(await isWalk(during.eventId)).toBe(true);
    expect(await isWalk(before.eventId)).toBe(false);
    expect(await isWalk(inGarden)).toBe(false);
    await enrolFromWalk(owner, { enrolmentId, faceIds: [during.id] });
    expect(await isWalk(during.eventId)).toBe(false);
  });

  it("says why the camera has seen no face", async () => {
    const { owner, camera, enrolmentId } = await walking();
    const { id } = await buildEvent(camera, { occurredAt: new Date(now.getTime() + 60_000) });
    const closed = { outcome: "no_face", outcomeReason: "too-dark" } as const;
    await db().event.update({ where: { id }, data: closed });
    const { walk } = await getEnrolment(owner, enrolmentId);
    expect(walk?.nothing).toEqual({ outcome: "no_face", reason: "too-dark" });
  });

  it("goes to no camera of another household", async () => {
    const { camera } = await walking();
    const order = { who: annaIsNew, cameraId: camera.id };
    await expect(startEnrolment(await buildOwner(), order, now)).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
