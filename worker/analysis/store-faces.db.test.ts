import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createObjectStore, type ObjectStore } from "#lib/infra/storage.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import type { TaskContext } from "../task.ts";
import { deleteObjects } from "../tasks/delete-objects.ts";
import { removeUnusedFaces } from "./store-faces.ts";

withTestDatabase();

let root: string;
let store: ObjectStore;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "kith-faces-"));
  store = createObjectStore({ kind: "folder", root });
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function storedFace() {
  const owner = await buildOwner();
  const face = await buildFace(await buildEvent(await buildCamera(owner)));
  const folder = face.cropKey.slice(0, face.cropKey.lastIndexOf("/") + 1);
  const stray = `${folder}still-0/face-0-crop.jpg`;
  for (const key of [face.cropKey, face.alignedKey, stray])
    await store.put(key, Buffer.from("picture"), "image/jpeg");
  const present = async () => {
    const keys = [face.cropKey, face.alignedKey, stray];
    const there = await Promise.all(keys.map((key) => store.exists(key)));
    return keys.filter((_, index) => there[index]);
  };
  return { owner, face, folder, stray, present };
}

it("removes what a killed run has left, and nothing that a face refers to", async () => {
  const { owner, face, folder, present } = await storedFace();
  await removeUnusedFaces(store, owner, `${folder}still-0/`);
  expect(await present()).toEqual([face.cropKey, face.alignedKey]);
  await removeUnusedFaces(store, owner, folder);
  expect(await present()).toEqual([face.cropKey, face.alignedKey]);
});

it("deletes of the objects that it is told of those that no row refers to", async () => {
  const { owner, face, stray, present } = await storedFace();
  const keys = [face.cropKey, stray, "households/gone.jpg"];
  const order = { householdId: owner.householdId, keys };
  for (let run = 0; run < 2; run++) await deleteObjects.run(order, { store } as TaskContext);
  expect(await present()).toEqual([face.cropKey, face.alignedKey]);
});
