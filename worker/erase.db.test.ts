import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { raiseAlarm } from "#lib/alarms/commands.ts";
import { openAlarms } from "#lib/alarms/queries.ts";
import { accountErasure, cameraErasure, listReceipts } from "#lib/erasure/queries.ts";
import { NotYetError } from "#lib/errors.ts";
import { project } from "#lib/identity/projection/commands.ts";
import { db } from "#lib/infra/db.ts";
import { createObjectStore, type ObjectStore } from "#lib/infra/storage.ts";
import { mergePeople } from "#lib/people/commands.ts";
import { disconnectRingAccount } from "#lib/ring/leaving/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { erase } from "./erase.ts";
import { eventTask } from "./event-task.ts";
import { createFaceIndex } from "./gallery/face-index.ts";
import type { Task, TaskContext } from "./task.ts";

withTestDatabase({ RING_DEVICE_GRACE_DAYS: "7" });

const DAY_MS = 24 * 3_600_000;
const now = new Date("2026-06-01T12:00:00Z");
let root: string;
let store: ObjectStore;
let owner: Actor;
let played = 0;
type Camera = Awaited<ReturnType<typeof buildCamera>>;
let camera: Camera;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "kith-erase-"));
  store = createObjectStore({ kind: "folder", root });
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  owner = await buildOwner();
  camera = await buildCamera(owner);
});

const context = (overrides: Partial<TaskContext> = {}) => ({
  store,
  fetchModels: async () => [],
  hasModels: async () => true,
  faceIndex: { ...createFaceIndex(), identify: async () => [] },
  now: () => now,
  ...overrides,
});

/** An event with a recording, its decision and one face. */
async function lookedAt(
  by: Camera,
  person: Parameters<typeof buildFace>[1] = {},
  visitId?: string,
) {
  const event = await buildEvent(by, {
    occurredAt: new Date(now.getTime() - ++played * 1000),
    ...(visitId && { visitId }),
  });
  const { householdId, id: eventId } = event;
  const storageKey = `households/${householdId}/events/${eventId}/clip.mp4`;
  await store.put(storageKey, Buffer.from("clip"), "video/mp4");
  await db().clip.create({
    data: { householdId, eventId, storageKey, bytes: 4, startedAt: event.occurredAt },
  });
  const face = await buildFace(event, person);
  for (const key of [face.cropKey, face.alignedKey])
    await store.put(key, Buffer.from("face"), "image/jpeg");
  const vector = Buffer.alloc(8);
  await db().embedding.create({
    data: { householdId, faceId: face.id, embedder: "e", version: "1", vector },
  });
  const { visitId: visit } = event;
  const told = { notify: true, reason: "movement", rank: 1, silent: false, title: "", body: "" };
  const { accountId } = owner;
  const decision = { householdId, eventId, visitId: visit, accountId, revision: 1, ...told };
  await db().notificationDecision.create({ data: decision });
  return { event, face };
}

const filesOf = async ({ householdId }: Actor) => {
  const folder = join(root, "households", householdId);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).length;
};

async function eraseAccount(overrides: Partial<TaskContext> = {}): Promise<void> {
  const erasure = await accountErasure(camera.ringAccount.id, "disconnected");
  if (erasure) await erase(erasure, context(overrides));
}

describe("erasing what a Ring account brought", () => {
  it("leaves named people, the events of others, and a receipt", async () => {
    const unknown = await lookedAt(camera);
    await lookedAt(camera, { name: "Anna" });
    const other = await buildCamera(owner);
    const stays = await lookedAt(other, { name: "Emil" }, unknown.event.visitId);
    const neighbour = await buildOwner();
    await lookedAt(await buildCamera(neighbour));
    const { ringAccountId } = camera.ringAccount;
    const delivery = { requestId: randomUUID(), semanticKey: randomUUID(), body: Buffer.from("x") };
    await db().webhookDelivery.create({ data: { ...delivery, ringAccountId } });

    await disconnectRingAccount(owner, camera.ringAccount.id, now);
    await eraseAccount();

    const where = { householdId: owner.householdId };
    expect(await db().event.findMany({ where })).toMatchObject([{ id: stays.event.id }]);
    expect(await db().face.count({ where })).toBe(1);
    expect(await db().embedding.count({ where })).toBe(1);
    expect(await db().notificationDecision.count({ where })).toBe(1);
    expect(await db().visit.findMany({ where })).toMatchObject([{ id: stays.event.visitId }]);
    const people = await db().person.findMany({ where, orderBy: { name: "asc" } });
    expect(people.map(({ name }) => name)).toEqual(["Anna", "Emil"]);
    expect(await db().ringAccount.count({ where })).toBe(1);
    expect(await db().webhookDelivery.count({ where: { ringAccountId } })).toBe(0);
    expect(await filesOf(owner)).toBe(3);
    expect(await filesOf(neighbour)).toBe(3);
    expect(await listReceipts(owner)).toEqual([
      {
        receiptId: camera.ringAccount.id,
        cause: "disconnected",
        counts: { clips: 2, events: 2, faces: 2, people: 1, files: 6 },
        erasedAt: now.toISOString(),
      },
    ]);
    expect(await listReceipts(neighbour)).toEqual([]);
  });

  it("leaves who is somebody else through a person whom it takes all faces from", async () => {
    const link = await lookedAt(camera);
    const other = await buildCamera(owner);
    const first = await lookedAt(other);
    const anna = await lookedAt(other, { name: "Anna" });
    const gone = await lookedAt(camera);
    await mergePeople(owner, gone.face.personId, (await lookedAt(camera)).face.personId);
    await mergePeople(owner, link.face.personId, first.face.personId);
    await mergePeople(owner, link.face.personId, anna.face.personId);

    await disconnectRingAccount(owner, camera.ringAccount.id, now);
    await eraseAccount();

    const { householdId } = owner;
    const faceIds = [first.face.id];
    await db().$transaction((tx) => project(tx, householdId, { personIds: [], faceIds }));
    const { personId } = await db().face.findUniqueOrThrow({ where: { id: first.face.id } });
    expect(personId).toBe(anna.face.personId);
    const people = await db().person.findMany({ where: { householdId }, select: { id: true } });
    const stay = [link, first, anna].map(({ face }) => face.personId);
    expect(people.map(({ id }) => id).toSorted()).toEqual(stay.toSorted());
  });

  it("takes along the bundles of its visits, also of one that another camera has seen as well", async () => {
    const { event } = await lookedAt(camera);
    await lookedAt(await buildCamera(owner), {}, event.visitId);
    const { householdId } = owner;
    const storageKey = `households/${householdId}/bundles/${randomUUID()}.zip`;
    const made = { withSound: false, locale: "en", createdAt: now, storageKey, bytes: 4 };
    await db().evidenceBundle.create({ data: { householdId, visitId: event.visitId, ...made } });

    await disconnectRingAccount(owner, camera.ringAccount.id, now);
    await eraseAccount();

    expect(await db().visit.count({ where: { id: event.visitId } })).toBe(1);
    expect(await db().evidenceBundle.count({ where: { householdId } })).toBe(0);
    const [job] = await db().$queryRaw<{ payload: object }[]>`
      select job.payload from graphile_worker._private_jobs job
      join graphile_worker._private_tasks task on task.id = job.task_id
      where task.identifier = 'delete-objects' and job.payload->>'householdId' = ${householdId}`;
    expect(job?.payload).toEqual({ householdId, keys: [storageKey] });
  });

  it("takes along, and counts, the pictures kept of recordings without a face", async () => {
    const { event } = await lookedAt(camera);
    const { householdId, id: eventId } = event;
    const pictureKey = `households/${householdId}/events/${eventId}/clip/no-face.jpg`;
    await store.put(pictureKey, Buffer.from("nobody"), "image/jpeg");
    const absence = { householdId, eventId, reason: "nobody", pictureKey, atMs: 0 };
    await db().absence.create({ data: absence });
    await disconnectRingAccount(owner, camera.ringAccount.id, now);
    await eraseAccount();
    expect(await filesOf(owner)).toBe(0);
    expect(await db().absence.count({ where: { householdId } })).toBe(0);
    expect((await listReceipts(owner))[0]?.counts).toMatchObject({ events: 1, files: 4 });
  });

  it("ends the alarms of a household that has no Ring account any more", async () => {
    const { householdId } = owner;
    const other = await buildCamera(owner);
    await db().$transaction((tx) =>
      raiseAlarm(tx, { householdId, kind: "bad_signatures", subject: householdId }, now),
    );
    for (const [{ ringAccount }, left] of [
      [camera, 1],
      [other, 0],
    ] as const) {
      await disconnectRingAccount(owner, ringAccount.id, now);
      const erasure = await accountErasure(ringAccount.id, "disconnected");
      if (erasure) await erase(erasure, context());
      expect(await openAlarms(owner)).toHaveLength(left);
    }
  });

  it("forgets no file and counts none twice, wherever it dies", async () => {
    for (let i = 0; i < 3; i++) await lookedAt(camera);
    await disconnectRingAccount(owner, camera.ringAccount.id, now);
    let deaths = 0;
    for (let step = 1; await accountErasure(camera.ringAccount.id, "disconnected"); step++) {
      let left = step;
      const mayDie = () => {
        left -= 1;
        if (left === 0) throw new Error("killed");
      };
      const dying: Partial<TaskContext> = {
        now: () => {
          mayDie();
          return now;
        },
        store: {
          ...store,
          async deletePrefix(prefix) {
            mayDie();
            await store.deletePrefix(prefix);
            mayDie();
          },
        },
      };
      await eraseAccount(dying).catch(() => {
        deaths += 1;
      });
    }
    expect(deaths).toBeGreaterThan(5);
    expect(await filesOf(owner)).toBe(0);
    expect(await listReceipts(owner)).toMatchObject([
      { counts: { clips: 3, events: 3, faces: 3, people: 3, files: 9 } },
    ]);
  });

  it("comes back for what a running job may still store", async () => {
    const { event } = await lookedAt(camera);
    await db().$executeRaw`
      select graphile_worker.add_job('fetch-clip', json_build_object('eventId', ${event.id}::text))`;
    await db().$executeRaw`
      update graphile_worker._private_jobs set locked_by = 'somebody', locked_at = now()
      where payload->>'eventId' = ${event.id}`;
    await disconnectRingAccount(owner, camera.ringAccount.id, now);
    await expect(eraseAccount()).rejects.toBeInstanceOf(NotYetError);
    await store.put(
      `households/${owner.householdId}/events/${event.id}/clip.mp4`,
      Buffer.from("late"),
      "video/mp4",
    );
    await db().$executeRaw`
      delete from graphile_worker._private_jobs where payload->>'eventId' = ${event.id}`;
    await eraseAccount();
    expect(await filesOf(owner)).toBe(0);
    expect(await listReceipts(owner)).toHaveLength(1);
  });
});

describe("a camera that Ring no longer lists", () => {
  const removeCamera = (daysAgo: number) =>
    db().camera.update({
      where: { id: camera.id },
      data: { removedAt: new Date(now.getTime() - daysAgo * DAY_MS) },
    });

  it("keeps all that it saw for its grace, and is then erased", async () => {
    await lookedAt(camera);
    await removeCamera(6.9);
    expect(await cameraErasure(camera.id, now)).toBeNull();
    await removeCamera(7.1);
    const erasure = await cameraErasure(camera.id, now);
    if (erasure) await erase(erasure, context());
    expect(await filesOf(owner)).toBe(0);
    expect(await db().camera.count({ where: { id: camera.id } })).toBe(0);
    expect(await listReceipts(owner)).toMatchObject([
      { receiptId: camera.id, cause: "device-removed", counts: { events: 1, clips: 1 } },
    ]);
  });

  it("stays when it comes back while it is being erased", async () => {
    await removeCamera(8);
    const erasure = await cameraErasure(camera.id, now);
    await db().camera.update({ where: { id: camera.id }, data: { removedAt: null } });
    if (erasure) await erase(erasure, context());
    expect(await db().camera.count({ where: { id: camera.id } })).toBe(1);
    expect(await listReceipts(owner)).toEqual([]);
  });
});

describe("a task about an event", () => {
  const taskContext = (): TaskContext => ({
    ...context(),
    engines: () => Promise.reject(new Error("not in this test")),
    tempDir: () => Promise.reject(new Error("not in this test")),
    signal: new AbortController().signal,
  });
  const untilAborted: Task<"fetch-clip"> = {
    run: (_, { signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    buried: () => Promise.reject(new Error("buried")),
  };

  it("stops without a trace once its account is disconnected", async () => {
    const { id: eventId } = await buildEvent(camera);
    const task = eventTask(untilAborted);
    const running = task.run({ eventId }, taskContext());
    await disconnectRingAccount(owner, camera.ringAccount.id, now);
    await expect(running).resolves.toBeUndefined();
    await expect(task.run({ eventId }, taskContext())).resolves.toBeUndefined();
    await expect(task.buried({ eventId }, "gave-up", taskContext())).resolves.toBeUndefined();
    const where = { id: eventId };
    expect(await db().event.findUnique({ where })).toMatchObject({ outcome: null });
    await db().event.delete({ where });
    await expect(task.run({ eventId }, taskContext())).resolves.toBeUndefined();
  });

  it("fails as always while its account is linked", async () => {
    const { id: eventId } = await buildEvent(camera);
    const failing = { ...untilAborted, run: () => Promise.reject(new Error("broken")) };
    const task = eventTask(failing);
    await expect(task.run({ eventId }, taskContext())).rejects.toThrow("broken");
    await expect(task.buried({ eventId }, "gave-up", taskContext())).rejects.toThrow("buried");
  });
});
