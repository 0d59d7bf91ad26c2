import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NotYetError } from "#lib/errors.ts";
import { saveEmbeddings } from "#lib/faces/embeddings/commands.ts";
import { paintImage } from "#lib/faces/samples.ts";
import { retailFromAligned } from "#lib/faces/shots/alignment.ts";
import { normalise } from "#lib/faces/similarity.ts";
import type { RgbImage } from "#lib/faces/types.ts";
import { recogniseAgainSoon } from "#lib/identity/again/commands.ts";
import { db } from "#lib/infra/db.ts";
import { createObjectStore, type ObjectStore } from "#lib/infra/storage.ts";
import { chooseEmbedderSet, noteFetched, takeOver, tendEmbedders } from "#lib/models/commands.ts";
import { modelsOverview } from "#lib/models/queries.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { embeddersOfSet, embedderVersion } from "#models/manifest.ts";
import type { SetChoice } from "../inference/engines.ts";
import { encodeAligned } from "../media/encode.ts";
import type { TaskContext } from "../task.ts";
import { embedAgain } from "./embed-again.ts";

withTestDatabase();

const now = new Date("2026-06-01T12:00:00Z");
const DAY_MS = 24 * 3_600_000;
const [RETAIL, MOBILE] = ["face-reidentification-retail-0095", "mobilefacenet"];
let root: string;
let store: ObjectStore;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "kith-embed-again-"));
  store = createObjectStore({ kind: "folder", root });
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Embedders whose vector tells the colour of the picture. */
const engines = async ({ embedderSet, nextEmbedderSet }: SetChoice) => ({
  detect: async () => [],
  embedders: [embedderSet, nextEmbedderSet ?? embedderSet].flatMap((set) =>
    embeddersOfSet(set).map(({ model, weight }) => ({
      ...{ name: model.name, version: embedderVersion(model), weight },
      align: (frame: RgbImage) => frame,
      fromAligned: model.alignment === "retail-128" ? retailFromAligned : (face: RgbImage) => face,
      embed: async (faces: readonly RgbImage[]) =>
        faces.map(({ data, width, height }) => {
          const middle = (Math.floor(height / 2) * width + width / 2) * 3;
          return normalise(Float32Array.from(data.subarray(middle, middle + 3)));
        }),
      close: async () => undefined,
    })),
  ),
});

/** A household that was recognised by the light set, with so many faces. */
async function home(faceCount: number) {
  const owner = await buildOwner();
  const { householdId } = owner;
  await db().household.update({ where: { id: householdId }, data: { embedderSet: "light" } });
  const event = await buildEvent(await buildCamera(owner));
  const faces = [];
  for (let at = 0; at < faceCount; at++) {
    const { id: faceId } = await buildFace(event);
    const alignedKey = `households/${householdId}/face-${at}.png`;
    const shots = [10, 20].map((blue) => paintImage(112, 112, () => [200, at, blue]));
    await store.put(alignedKey, await encodeAligned(shots), "image/png");
    await db().face.update({ where: { id: faceId }, data: { alignedKey } });
    const [light] = embeddersOfSet("light");
    const version = light ? embedderVersion(light.model) : "";
    const vector = normalise([1, 0, 0]);
    await db().$transaction((tx) =>
      saveEmbeddings(tx, { householdId, faceId }, [{ embedder: RETAIL ?? "", version, vector }]),
    );
    faces.push({ faceId, alignedKey });
  }
  return { owner, householdId, faces };
}

const run = (householdId: string, at = now, before?: string) =>
  embedAgain.run({ householdId, ...(before && { before }) }, {
    engines,
    hasModels: async () => true,
    store,
    now: () => at,
  } as unknown as TaskContext);

const setOf = async (id: string) =>
  (await db().household.findUniqueOrThrow({ where: { id } })).embedderSet;

const embeddedBy = async (householdId: string) =>
  Object.groupBy(
    await db().embedding.findMany({ where: { householdId } }),
    ({ embedder }) => embedder,
  );

const waiting = (householdId: string) => db().$queryRaw<{ task: string }[]>`
  select task_identifier as task from graphile_worker.jobs
  where key = any(array[${`embed-again:${householdId}`}, 'fetch-models:standard'])
  order by task`;

it("embeds the stored faces in pieces while the old set decides, and then takes over", async () => {
  const { owner, householdId } = await home(20);
  await chooseEmbedderSet(owner, "standard", now);
  expect(await waiting(householdId)).toEqual([{ task: "fetch-models" }]);
  await noteFetched("standard");
  expect(await waiting(householdId)).toEqual([{ task: "embed-again" }, { task: "fetch-models" }]);

  await run(householdId);
  expect(await setOf(householdId)).toBe("light");
  expect((await modelsOverview(owner, now)).progress).toMatchObject({
    toSet: "standard",
    faces: { embedded: 16, total: 20 },
    problem: null,
  });
  await run(householdId);
  expect(await setOf(householdId)).toBe("light");
  await run(householdId);
  expect(await setOf(householdId)).toBe("standard");
  const { [RETAIL ?? ""]: retail, [MOBILE ?? ""]: mobile } = await embeddedBy(householdId);
  expect([retail?.length, mobile?.length]).toEqual([20, 20]);
  expect(await modelsOverview(owner, now)).toMatchObject({
    currentSet: "standard",
    progress: null,
    previous: { set: "light", keptUntil: new Date(now.getTime() + 30 * DAY_MS).toISOString() },
  });
  await run(householdId);
  expect(await setOf(householdId)).toBe("standard");
});

/** When the household's history is recognised again, in milliseconds from now. */
async function recognisedAgain(householdId: string): Promise<number[]> {
  const jobs = await db().$queryRaw<{ inMs: number }[]>`
    select (extract(epoch from run_at - now()) * 1000)::float8 as "inMs"
    from graphile_worker.jobs where key like ${`recognise-again:${householdId}%`} order by run_at`;
  return jobs.map(({ inMs }) => inMs);
}

it("goes on behind the faces that it has done, whatever is begun anew meanwhile", async () => {
  const { owner, householdId, faces } = await home(20);
  await chooseEmbedderSet(owner, "standard", now);
  await noteFetched("standard");
  await run(householdId);
  const rest = await db().$queryRaw<{ before: string }[]>`
    select payload->>'before' as before from graphile_worker._private_jobs
    where key = ${`embed-again:${householdId}:on`}`;
  expect(rest).toEqual([{ before: faces[4]?.faceId }]);
  expect(await waiting(householdId)).toContainEqual({ task: "embed-again" });
  await run(householdId, now, faces[2]?.faceId);
  expect((await embeddedBy(householdId))[MOBILE ?? ""]).toHaveLength(18);
});

it("has history recognised again for the set that decides, once all of it has come", async () => {
  const { owner, householdId } = await home(20);
  await chooseEmbedderSet(owner, "standard", now);
  await run(householdId);
  expect(await recognisedAgain(householdId)).toEqual([]);
  await chooseEmbedderSet(owner, "light", now);
  await db().embedding.deleteMany({ where: { householdId } });
  const soon = async () => ((await recognisedAgain(householdId))[0] ?? 0) < 30_000;
  await run(householdId);
  expect(await soon()).toBe(false);
  await run(householdId);
  expect(await soon()).toBe(true);
});

it("does not keep waiting what somebody says while there is more to embed", async () => {
  const { owner, householdId } = await home(20);
  await chooseEmbedderSet(owner, "light", now);
  await db().embedding.deleteMany({ where: { householdId } });
  await db().$transaction((tx) => recogniseAgainSoon(tx, householdId));
  await run(householdId);
  const [first = Number.POSITIVE_INFINITY] = await recognisedAgain(householdId);
  expect(first).toBeLessThan(30_000);
});

it("leaves the embeddings of the deciding set as they are", async () => {
  const { owner, householdId } = await home(2);
  const before = (await embeddedBy(householdId))[RETAIL ?? ""];
  await chooseEmbedderSet(owner, "standard", now);
  await run(householdId);
  expect((await embeddedBy(householdId))[RETAIL ?? ""]).toEqual(before);
});

it("takes over without a face whose crop is gone, which keeps what it has", async () => {
  const { owner, householdId, faces } = await home(3);
  await store.delete(faces[1]?.alignedKey ?? "");
  await store.put(faces[2]?.alignedKey ?? "", Buffer.from("no picture"), "image/png");
  await chooseEmbedderSet(owner, "standard", now);
  await run(householdId);
  await run(householdId);
  expect(await setOf(householdId)).toBe("standard");
  const { [RETAIL ?? ""]: retail, [MOBILE ?? ""]: mobile } = await embeddedBy(householdId);
  expect(mobile?.map(({ faceId }) => faceId)).toEqual([faces[0]?.faceId]);
  const later = new Date(now.getTime() + 31 * DAY_MS);
  await db().household.update({ where: { id: householdId }, data: { embedderSet: "adaface" } });
  await tendEmbedders(later);
  const kept = (await embeddedBy(householdId))[RETAIL ?? ""]?.map(({ faceId }) => faceId);
  expect(kept?.toSorted()).toEqual([faces[1]?.faceId, faces[2]?.faceId].toSorted());
  expect(retail).toHaveLength(3);
});

it("has a spoilt crop removed, which no row tells of any more", async () => {
  const { owner, householdId, faces } = await home(2);
  const [spoilt] = faces;
  await store.put(spoilt?.alignedKey ?? "", Buffer.from("no picture"), "image/png");
  await chooseEmbedderSet(owner, "standard", now);
  await run(householdId);
  const jobs = await db().$queryRaw<{ payload: { keys: string[] } }[]>`
    select payload from graphile_worker._private_jobs job
    join graphile_worker._private_tasks task on task.id = job.task_id
    where task.identifier = 'delete-objects'`;
  const removed = jobs.flatMap(({ payload }) => payload.keys);
  const keys = faces.map(({ alignedKey }) => alignedKey);
  expect(keys.filter((key) => removed.includes(key))).toEqual([spoilt?.alignedKey]);
});

it("embeds first what came while the last face was being embedded", async () => {
  const { owner, householdId } = await home(1);
  await chooseEmbedderSet(owner, "standard", now);
  await takeOver(householdId, "standard", now);
  expect(await setOf(householdId)).toBe("light");
  expect(await waiting(householdId)).toContainEqual({ task: "embed-again" });
});

it("takes over with no set but the one that was made ready", async () => {
  const { owner, householdId } = await home(0);
  await chooseEmbedderSet(owner, "adaface", now);
  await takeOver(householdId, "standard", now);
  expect(await setOf(householdId)).toBe("light");
});

it("does not write what it made of a face that was seen anew meanwhile", async () => {
  const { owner, householdId, faces } = await home(1);
  await chooseEmbedderSet(owner, "standard", now);
  const slowStore = {
    ...store,
    get: async (key: string) => {
      const found = await store.get(key);
      const alignedKey = `${key}-other`;
      await db().face.updateMany({ where: { id: faces[0]?.faceId ?? "" }, data: { alignedKey } });
      return found;
    },
  };
  const context = { engines, store: slowStore, now: () => now } as unknown as TaskContext;
  await embedAgain.run({ householdId }, context);
  expect((await embeddedBy(householdId))[MOBILE ?? ""]).toBeUndefined();
  expect(await setOf(householdId)).toBe("light");
});

it("says that the next set cannot be used once its models are here, and leaves the old one to decide", async () => {
  const { owner, householdId } = await home(0);
  await chooseEmbedderSet(owner, "standard", now);
  const withoutNext = (choice: SetChoice) => engines({ ...choice, nextEmbedderSet: null });
  let isHere = false;
  const hasModels = async () => isHere;
  const context = {
    engines: withoutNext,
    hasModels,
    store,
    now: () => now,
  } as unknown as TaskContext;
  const problem = async () => (await modelsOverview(owner, now)).progress?.problem;
  await expect(embedAgain.run({ householdId }, context)).rejects.toThrow(NotYetError);
  expect(await problem()).toBeNull();
  isHere = true;
  await expect(embedAgain.run({ householdId }, context)).rejects.toThrow(NotYetError);
  expect(await setOf(householdId)).toBe("light");
  expect(await problem()).toMatch(/cannot be used/);
});

it("stops when the present set is chosen again, and is back at once when the set before is", async () => {
  const { owner, householdId } = await home(1);
  await chooseEmbedderSet(owner, "standard", now);
  await chooseEmbedderSet(owner, "light", now);
  expect((await modelsOverview(owner, now)).progress).toBeNull();
  await run(householdId);
  expect(await setOf(householdId)).toBe("light");

  await chooseEmbedderSet(owner, "standard", now);
  await run(householdId);
  await run(householdId);
  await chooseEmbedderSet(owner, "light", now);
  await run(householdId);
  expect(await setOf(householdId)).toBe("light");
});

it("keeps the embeddings of the set before for 30 days", async () => {
  const { owner, householdId } = await home(2);
  await chooseEmbedderSet(owner, "standard", now);
  await run(householdId);
  await run(householdId);
  await chooseEmbedderSet(owner, "light", now);
  await run(householdId);
  const after = async (days: number) => {
    await tendEmbedders(new Date(now.getTime() + days * DAY_MS));
    return (await embeddedBy(householdId))[MOBILE ?? ""]?.length ?? 0;
  };
  expect([await after(29), await after(31)]).toEqual([2, 0]);
});

it("is chosen by an owner only, and starts again by itself where it stood still", async () => {
  const { owner, householdId } = await home(1);
  const member = { ...owner, role: "member" } as typeof owner;
  await expect(chooseEmbedderSet(member, "standard", now)).rejects.toThrow(/Only an owner/);
  await db().household.update({ where: { id: householdId }, data: { embedderSet: "standard" } });
  await tendEmbedders(now);
  expect((await waiting(householdId)).map(({ task }) => task)).toContain("embed-again");
});

it("embeds anew what only a lost key could open", async () => {
  const { householdId, faces } = await home(3);
  const lost = { householdId, faceId: faces[0]?.faceId ?? "" };
  await db().embedding.updateMany({ where: lost, data: { keyId: "lost" } });
  await tendEmbedders(now);
  expect(await waiting(householdId)).toContainEqual({ task: "embed-again" });
  await run(householdId);
  const keys = (await embeddedBy(householdId))[RETAIL ?? ""]?.map(({ keyId }) => keyId);
  expect(keys).toEqual(["test", "test", "test"]);
});

it("embeds anew what an earlier recipe has made, and keeps nothing of that", async () => {
  const { householdId } = await home(2);
  await db().embedding.updateMany({ where: { householdId }, data: { version: "0-earlier" } });
  await tendEmbedders(now);
  expect(await waiting(householdId)).toContainEqual({ task: "embed-again" });
  await run(householdId);
  const [light] = embeddersOfSet("light");
  const versions = (await embeddedBy(householdId))[RETAIL ?? ""]?.map(({ version }) => version);
  expect(versions).toEqual([light, light].map((each) => each && embedderVersion(each.model)));
});
