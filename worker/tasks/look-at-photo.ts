import { join } from "node:path";
import { keysInUse } from "#lib/clips/queries.ts";
import {
  faceKeys,
  MAX_FACES,
  type PhotoPlace,
  photoFolder,
  uploadKey,
} from "#lib/enrolment/keys.ts";
import { type PhotoLook, recordLook } from "#lib/enrolment/photos/commands.ts";
import { photoStands, photoToLookAt } from "#lib/enrolment/queries.ts";
import type { FoundFace } from "#lib/enrolment/schema.ts";
import type { ObjectStore } from "#lib/infra/storage.ts";
import { analysePhoto, type PhotographedFace } from "../analysis/analyse-photo.ts";
import type { SetChoice } from "../inference/engines.ts";
import { readPhotograph } from "../media/encode.ts";
import type { Task, TaskContext } from "../task.ts";

/**
 * Finds the faces in a photograph that was given for an enrolment, and deletes its file. Of a photograph
 * that is gone nothing stays but what became somebody's face.
 */
export const lookAtPhoto: Task<"look-at-photo"> = {
  async run(photo, context) {
    const choice = await photoToLookAt(photo.photoId);
    if (choice) await recordLook(photo, await look(photo, choice, context), context.now());
    await tidy(photo, context.store);
  },
  async buried(photo, reason, { store, now }) {
    const problem = problems.find((each) => each.reason === reason)?.problem ?? "failed";
    await recordLook(photo, { problem, faces: [] }, now());
    await tidy(photo, store);
  },
};

const problems = [
  { reason: "not-a-picture", problem: "unreadable" },
  { reason: "too-many-pixels", problem: "too-large" },
] as const;

async function look(
  photo: PhotoPlace,
  choice: SetChoice,
  { engines, store, tempDir }: TaskContext,
): Promise<PhotoLook> {
  const path = join(await tempDir(), "photograph");
  await store.getToFile(uploadKey(photo), path);
  const found = await analysePhoto(await readPhotograph(path), await engines(choice), MAX_FACES);
  const faces: FoundFace[] = [];
  for (const [index, face] of found.entries()) faces.push(await keep(photo, index, face, store));
  return { problem: faces.length === 0 ? "no-face" : null, faces };
}

async function keep(
  photo: PhotoPlace,
  index: number,
  { cropJpeg, alignedPng, ...face }: PhotographedFace,
  store: ObjectStore,
): Promise<FoundFace> {
  const keys = faceKeys(photo, index);
  await store.put(keys.cropKey, cropJpeg, "image/jpeg");
  await store.put(keys.alignedKey, alignedPng, "image/png");
  return { ...face, ...keys };
}

async function tidy(photo: PhotoPlace, store: ObjectStore): Promise<void> {
  await store.delete(uploadKey(photo));
  if (await photoStands(photo.photoId)) return;
  const keys = Array.from({ length: MAX_FACES }, (_, index) =>
    Object.values(faceKeys(photo, index)),
  ).flat();
  const used = await keysInUse(photo.householdId, keys);
  if (used.size === 0) await store.deletePrefix(photoFolder(photo));
  else for (const key of keys) if (!used.has(key)) await store.delete(key);
}
