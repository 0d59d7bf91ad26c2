import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { recordFrame } from "#lib/cameras/frames/commands.ts";
import { listCameras } from "#lib/cameras/queries.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildOwner } from "#lib/testing/factories.ts";
import { type ListedDevice, readAllCamerasAgain, recordCameras } from "./commands.ts";

withTestDatabase();

const PORCH = [
  { x: 0, y: 0 },
  { x: 0.25, y: 0 },
  { x: 0.25, y: 0.1 },
];
const LAWN = [
  { x: 0.5, y: 0.5 },
  { x: 1, y: 0.5 },
  { x: 1, y: 1 },
];

const told = {
  name: "Front door",
  online: false,
  privacyZones: [PORCH],
  motionZones: [LAWN],
  location: { country: "US", state: "WA" },
};
const untold = {
  name: null,
  online: null,
  privacyZones: null,
  motionZones: null,
  location: null,
};

async function home() {
  const owner = await buildOwner();
  const { id, deviceId, ringAccountId } = await buildCamera(owner);
  const sync = (...devices: Partial<ListedDevice>[]) =>
    recordCameras(
      ringAccountId,
      devices.map((device) => ({ deviceId, ...untold, ...device })),
      new Date(),
    );
  return { owner, cameraId: id, ringAccountId, sync };
}

const only = async (owner: Actor) => (await listCameras(owner))[0];

const jobs = async (key: string) =>
  await db().$queryRaw`select 1 from graphile_worker.jobs where key = ${key}`;

/** The household's pictures that are to be deleted. */
async function deleted({ householdId }: Actor): Promise<string[]> {
  const rows = await db().$queryRaw<{ payload: { householdId: string; keys: string[] } }[]>`
    select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'delete-objects'`;
  const ours = rows.filter(({ payload }) => payload.householdId === householdId);
  return ours.flatMap(({ payload }) => payload.keys);
}

describe("Ring's list", () => {
  it("gives a camera its zones, place and state", async () => {
    const { owner, sync } = await home();
    await sync(told);
    expect(await only(owner)).toMatchObject({
      name: "Front door",
      online: false,
      privacyZones: [PORCH],
      motionZones: [LAWN],
      country: "US",
      state: "WA",
    });
  });

  it("keeps what was known where it tells nothing, privacy zones above all", async () => {
    const { owner, sync } = await home();
    await sync(told);
    const before = await only(owner);
    await sync({});
    expect(await only(owner)).toEqual(before);
  });

  it("takes zones and the state of a place away where it says that there are none", async () => {
    const { owner, sync } = await home();
    await sync(told);
    const location = { country: "CA", state: null };
    await sync({ privacyZones: [], motionZones: [], location });
    const none = { privacyZones: [], motionZones: [], country: "CA", state: null };
    expect(await only(owner)).toMatchObject(none);
  });

  it("makes a camera of a device of which it tells nothing", async () => {
    const { owner, sync } = await home();
    await sync({}, { deviceId: "ava1.ring.device.bare" });
    expect((await listCameras(owner)).map(({ name }) => name)).toEqual(["Camera", "Front door"]);
  });

  it("leaves what the household has set", async () => {
    const { owner, cameraId, sync } = await home();
    const set = { ownName: "Porch", enabled: false, ignoredClasses: ["vehicle"] };
    await db().camera.update({ where: { id: cameraId }, data: set });
    await sync(told);
    expect(await only(owner)).toMatchObject({
      name: "Porch",
      ringName: "Front door",
      enabled: false,
      ignoredClasses: ["vehicle"],
    });
  });

  it("removes who is not on it, and takes back who is again", async () => {
    const { owner, sync } = await home();
    await sync();
    expect(await listCameras(owner)).toEqual([]);
    await sync({});
    expect(await listCameras(owner)).toHaveLength(1);
  });
});

describe("a picture", () => {
  const key = (cameraId: string, name: string) => `households/h/cameras/${cameraId}/${name}.jpg`;

  it("is shown no more once other privacy zones are known, and a new one is asked for", async () => {
    const { owner, cameraId, sync } = await home();
    await sync(told);
    await recordFrame(cameraId, key(cameraId, "a"), [PORCH]);
    await sync({ ...told, motionZones: [] });
    expect((await only(owner))?.frameUrl).toBe(`/api/media/${key(cameraId, "a")}`);
    await db().$executeRaw`delete from graphile_worker._private_jobs`;
    await sync({ ...told, privacyZones: [PORCH, LAWN] });
    expect((await only(owner))?.frameUrl).toBeNull();
    expect(await jobs(`frame:${cameraId}`)).toHaveLength(1);
  });

  it("gives way to the next one", async () => {
    const { owner, cameraId, sync } = await home();
    await sync(told);
    await recordFrame(cameraId, key(cameraId, "a"), [PORCH]);
    await recordFrame(cameraId, key(cameraId, "b"), [PORCH]);
    expect(await deleted(owner)).toEqual([key(cameraId, "a")]);
    expect((await only(owner))?.frameUrl).toBe(`/api/media/${key(cameraId, "b")}`);
  });

  it("is of no use when it was blacked out by zones that have changed meanwhile", async () => {
    const { owner, cameraId, sync } = await home();
    await sync(told);
    await recordFrame(cameraId, key(cameraId, "a"), []);
    expect(await deleted(owner)).toEqual([key(cameraId, "a")]);
    expect((await only(owner))?.frameUrl).toBeNull();
  });
});

describe("reading all cameras again", () => {
  it("asks for the list of every account that is linked, and of no other", async () => {
    const [linked, removed] = [await home(), await home()];
    const gone = { where: { id: removed.ringAccountId }, data: { state: "removed" as const } };
    await db().ringAccount.update(gone);
    await readAllCamerasAgain();
    expect(await jobs(`sync:${linked.ringAccountId}`)).toHaveLength(1);
    expect(await jobs(`sync:${removed.ringAccountId}`)).toHaveLength(0);
  });
});
