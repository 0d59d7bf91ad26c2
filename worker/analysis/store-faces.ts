import { hasFacesUnder } from "#lib/clips/queries.ts";
import type { SeenMoment } from "#lib/faces/absences/commands.ts";
import type { SeenFace } from "#lib/faces/seen-face.ts";
import type { ObjectStore } from "#lib/infra/storage.ts";
import type { ClipMoment } from "./absence.ts";
import type { FaceTrack } from "./face-tracks.ts";

/**
 * Puts the faces' pictures into the store.
 *
 * @param folder what their keys begin with: it follows from the event and what was looked at, so that a
 *   second run replaces what the first one stored
 */
export const storeFaces = (
  store: ObjectStore,
  folder: string,
  tracks: readonly FaceTrack[],
): Promise<SeenFace[]> =>
  Promise.all(tracks.map((track, index) => storeFace(store, `${folder}face-${index}`, track)));

/** Puts the picture of a clip's best moment without a face beside where its faces would be. */
export async function storeMoment(
  store: ObjectStore,
  folder: string,
  moment: ClipMoment | undefined,
): Promise<SeenMoment | null> {
  if (!moment) return null;
  const { pictureJpeg, ...seen } = moment;
  const pictureKey = `${folder}no-face.jpg`;
  await store.put(pictureKey, pictureJpeg, "image/jpeg");
  return { ...seen, pictureKey };
}

/** Removes what a run that was killed had stored, unless a later one has written the faces. */
export async function removeUnusedFaces(
  store: ObjectStore,
  { householdId }: { householdId: string },
  folder: string,
): Promise<void> {
  if (!(await hasFacesUnder(householdId, folder))) await store.deletePrefix(folder);
}

async function storeFace(
  store: ObjectStore,
  prefix: string,
  { best, points, isDisputed, embeddings, fused, turned }: FaceTrack,
): Promise<SeenFace> {
  const cropKey = `${prefix}-crop.jpg`;
  const alignedKey = `${prefix}-aligned.png`;
  await store.put(cropKey, best.cropJpeg, "image/jpeg");
  await store.put(alignedKey, best.alignedPng, "image/png");
  return {
    cropKey,
    alignedKey,
    atMs: best.atMs,
    box: best.box,
    track: points,
    quality: best.quality,
    heightPx: best.heightPx,
    angle: best.angle,
    yaw: best.yaw,
    lighting: best.lighting,
    liveness: best.liveness,
    score: best.score,
    isDisputed,
    embeddings,
    fused,
    turned: await storeFaces(store, `${prefix}-turned-`, turned),
  };
}
