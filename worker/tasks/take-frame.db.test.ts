import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listCameras } from "#lib/cameras/queries.ts";
import type { Zone } from "#lib/cameras/types.ts";
import { db } from "#lib/infra/db.ts";
import { store } from "#lib/infra/store.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildOwner } from "#lib/testing/factories.ts";
import { recordingPath } from "#lib/testing/recordings.ts";
import { takeFrame } from "./take-frame.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kith-frame-"));
  process.env.DATA_DIR = folder;
});
afterAll(() => rm(folder, { recursive: true, force: true }));
withTestDatabase();

const rectangle = (left: number, top: number, right: number, bottom: number): Zone => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];
const SKY = rectangle(0.3, 0.1, 0.5, 0.3);

/** A camera that has recorded something, unless it has not. */
async function home(zones: Zone[], { hasRecorded = true } = {}) {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const see = (privacyZones: Zone[], frameKey: string | null) =>
    db().camera.update({
      where: { id: camera.id },
      data: { privacyZones: privacyZones as object[], frameKey },
    });
  await see(zones, null);
  if (hasRecorded) {
    const event = await buildEvent(camera);
    const { householdId } = event;
    const storageKey = `households/${householdId}/events/${event.id}/clip.mp4`;
    await store().put(storageKey, { file: recordingPath("anna-day") }, "video/mp4");
    const clip = { storageKey, bytes: 1, startedAt: event.occurredAt, width: 960 };
    await db().clip.create({ data: { ...clip, householdId, eventId: event.id } });
  }
  const take = () =>
    takeFrame.run({ cameraId: camera.id }, {
      store: store(),
      tempDir: () => mkdtemp(join(folder, "run-")),
      now: () => new Date(),
      signal: AbortSignal.timeout(30_000),
    } as Parameters<typeof takeFrame.run>[1]);
  const key = async () => {
    const [listed] = await listCameras(owner);
    return listed?.frameUrl?.replace("/api/media/", "") ?? null;
  };
  const prefix = `households/${owner.householdId}/cameras/${camera.id}/`;
  return { see, take, key, prefix };
}

/** The brightest value, 0..255, of a part of a stored picture given in 0..1 of its size. */
async function brightest(key: string, part: Zone): Promise<number> {
  const bytes = await buffer((await store().get(key)).body);
  const { width = 0, height = 0 } = await sharp(bytes).metadata();
  const [first, , last] = part;
  const [left, top] = [Math.ceil((first?.x ?? 0) * width), Math.ceil((first?.y ?? 0) * height)];
  const size = {
    width: Math.floor((last?.x ?? 0) * width) - left,
    height: Math.floor((last?.y ?? 0) * height) - top,
  };
  const cut = await sharp(bytes)
    .extract({ left, top, ...size })
    .png()
    .toBuffer();
  return Math.max(...(await sharp(cut).stats()).channels.map(({ max }) => max));
}

describe("a camera's picture", () => {
  it("comes from a recording, black where its privacy zones are", async () => {
    const { take, key } = await home([SKY]);
    await take();
    const stored = (await key()) ?? "";
    // A block of JPEG reaches eight pixels over an edge.
    expect(await brightest(stored, rectangle(0.32, 0.12, 0.48, 0.28))).toBeLessThan(8);
    expect(await brightest(stored, rectangle(0.6, 0.1, 0.8, 0.3))).toBeGreaterThan(200);
  });

  it("is none while there is no recording", async () => {
    const { take, key } = await home([], { hasRecorded: false });
    await take();
    expect(await key()).toBeNull();
  });

  it("leaves nothing behind in the store that was taken with other zones", async () => {
    const { see, take, key, prefix } = await home([]);
    await take();
    const [bare, forgotten] = [(await key()) ?? "", `${prefix}frame-1.jpg`];
    await store().put(forgotten, Buffer.from("a run that died"), "image/jpeg");
    await see([SKY], null);
    await take();
    expect(await store().exists(bare)).toBe(false);
    expect(await store().exists(forgotten)).toBe(false);
    expect(await brightest((await key()) ?? "", rectangle(0.32, 0.12, 0.48, 0.28))).toBeLessThan(8);
  });
});
