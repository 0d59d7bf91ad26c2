import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enrolFromPhotos, startEnrolment } from "#lib/enrolment/commands.ts";
import { faceKeys, type PhotoPlace, photoFolder, uploadKey } from "#lib/enrolment/keys.ts";
import { receivePhoto, removePhoto } from "#lib/enrolment/photos/commands.ts";
import { getEnrolment } from "#lib/enrolment/queries.ts";
import { PermanentError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { store } from "#lib/infra/store.ts";
import { type ClipWorkshop, openWorkshop } from "#lib/testing/clips.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildOwner } from "#lib/testing/factories.ts";
import { hasModels, modelPaths, recordingPath } from "#lib/testing/recordings.ts";
import { type Engines, loadEngines } from "../inference/engines.ts";
import type { TaskContext } from "../task.ts";
import { embedAgain } from "./embed-again.ts";
import { lookAtPhoto } from "./look-at-photo.ts";

const now = new Date("2026-06-01T12:00:00Z");
let folder: string;
let workshop: ClipWorkshop;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kith-photos-"));
  workshop = await openWorkshop();
  process.env.DATA_DIR = folder;
});
afterAll(async () => {
  await workshop.remove();
  await rm(folder, { recursive: true, force: true });
});
withTestDatabase();

describe.skipIf(!hasModels)("a photograph", () => {
  let engines: Engines & { close(): Promise<void> };
  beforeAll(async () => {
    engines = await loadEngines(modelPaths);
  });
  afterAll(() => engines.close());

  const context = () =>
    ({
      ...{ store: store(), engines: async () => engines, now: () => now },
      tempDir: () => mkdtemp(join(folder, "run-")),
    }) as unknown as TaskContext;

  /** A frame of a recording, seven seconds in, as a photograph. */
  async function photograph(recording: string): Promise<Sharp> {
    const input = ["-ss", "7", "-i", recordingPath(recording), "-frames:v", "1", "-update", "1"];
    return sharp(await readFile(await workshop.make(`${recording}.png`, ...input)));
  }

  /** An enrolment to which these have been sent. */
  async function sent(...pictures: readonly (Sharp | Buffer)[]) {
    const owner = await buildOwner();
    const who = { name: "Anna", category: "familiar" as const };
    const { enrolmentId } = await startEnrolment(owner, { who, cameraId: null }, now);
    const photos: PhotoPlace[] = [];
    for (const picture of pictures) {
      const photo = { householdId: owner.householdId, enrolmentId, photoId: randomUUID() };
      const bytes = Buffer.isBuffer(picture) ? picture : await picture.jpeg().toBuffer();
      await receivePhoto(owner, photo, bytes, now);
      photos.push(photo);
    }
    const found = async () => {
      const { photos: all } = await getEnrolment(owner, enrolmentId);
      return photos.map(({ photoId }) => all.find((each) => each.photoId === photoId)?.found);
    };
    const first = photos[0] ?? expect.fail("no photograph");
    return { owner, enrolmentId, photos, first, found };
  }

  it("is looked at upright, becomes a person's face with all that recognises it, and goes", async () => {
    const anna = await photograph("anna-day");
    const lying = anna.clone().rotate(270).withMetadata({ orientation: 6 });
    const { owner, enrolmentId, first, found } = await sent(lying);
    await lookAtPhoto.run(first, context());
    await lookAtPhoto.run(first, context());
    expect(await found()).toMatchObject([
      { problem: null, faces: [{ isUsable: true, side: "front" }] },
    ]);
    expect(await store().exists(uploadKey(first))).toBe(false);
    const faces = [{ photoId: first.photoId, index: 0 }];
    await enrolFromPhotos(owner, { enrolmentId, faces }, now);
    await lookAtPhoto.run(first, context());
    for (const key of Object.values(faceKeys(first, 0)))
      expect(await store().exists(key)).toBe(true);
    await embedAgain.run({ householdId: owner.householdId }, context());
    const embeddings = await db().embedding.findMany({
      where: { householdId: owner.householdId, face: { source: "photo" } },
    });
    expect(embeddings).toHaveLength(engines.embedders.length);
  });

  it("of two shows both, and only the chosen one's pictures stay", async () => {
    const { owner, enrolmentId, first, found } = await sent(await photograph("two-anna-emil"));
    await lookAtPhoto.run(first, context());
    expect((await found())[0]?.faces).toHaveLength(2);
    const faces = [{ photoId: first.photoId, index: 1 }];
    await enrolFromPhotos(owner, { enrolmentId, faces }, now);
    await lookAtPhoto.run(first, context());
    const isThere = (index: number) => store().exists(faceKeys(first, index).cropKey);
    expect([await isThere(0), await isThere(1)]).toEqual([false, true]);
  });

  it("without a face says so, and a tiny one what is wrong with it", async () => {
    const tiny = (await photograph("anna-day")).resize(320);
    const { photos, found } = await sent(await photograph("empty-wind"), tiny);
    for (const photo of photos) await lookAtPhoto.run(photo, context());
    const [empty, small] = await found();
    expect(empty).toEqual({ problem: "no-face", faces: [] });
    expect(small?.faces[0]?.advice).toContain("too-small");
  });

  it("that is none is given up, which is said", async () => {
    const { first, found } = await sent(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
    const failure = await lookAtPhoto.run(first, context()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PermanentError);
    await lookAtPhoto.buried(first, (failure as PermanentError).reason, context());
    expect(await found()).toEqual([{ problem: "unreadable", faces: [] }]);
    expect(await store().exists(uploadKey(first))).toBe(false);
  });

  it("leaves nothing when it is taken away, also while it is being looked at", async () => {
    const { owner, enrolmentId, first } = await sent(await photograph("anna-day"));
    const { photoId } = first;
    await lookAtPhoto.run(first, {
      ...context(),
      engines: async () => {
        await removePhoto(owner, { enrolmentId, photoId });
        return engines;
      },
    });
    expect(await store().exists(faceKeys(first, 0).cropKey)).toBe(false);
    await store().put(`${photoFolder(first)}photograph`, Buffer.from("late"), "image/jpeg");
    await lookAtPhoto.run(first, context());
    expect(await store().exists(uploadKey(first))).toBe(false);
  });
});
