import { join } from "node:path";
import { z } from "zod";
import { recordAnalysis, type SeenFace } from "#lib/clips/commands.ts";
import { parseUnitRectangles } from "#lib/clips/masking.ts";
import { type ClipWork, clipWork } from "#lib/clips/queries.ts";
import type { UnitPolygon } from "#lib/clips/types.ts";
import { endEvent } from "#lib/events/commands.ts";
import { env } from "#lib/infra/env.ts";
import type { ObjectStore } from "#lib/infra/storage.ts";
import { analyseClip, type FaceTrack } from "../analyse-clip.ts";
import type { Task } from "../task.ts";

const polygons = z.array(z.array(z.object({ x: z.number(), y: z.number() })));

/** Finds the faces in an event's clip, says who they are, and gives the event its outcome. */
export const analyseClipTask: Task<"analyse-clip"> = {
  async run({ eventId }, { engines, faceIndex, store, tempDir, now, signal }) {
    const work = await clipWork(eventId);
    if (work.isClosed || !work.storageKey) return;
    const loaded = await engines();
    const path = join(await tempDir(), "clip.mp4");
    await store.getToFile(work.storageKey, path);
    const analysis = await analyseClip({ path, masks: masksFor(work), engines: loaded, signal });
    const faces = await Promise.all(
      analysis.tracks.map((track, index) => storeFace(store, work, index, track)),
    );
    await recordAnalysis(
      eventId,
      { media: analysis.media, faces, noFaceReason: analysis.noFaceReason ?? null },
      (tx, householdId, seen) => faceIndex.identify(tx, householdId, seen, loaded.embedders),
      now(),
    );
  },
  buried: ({ eventId }, reason) => endEvent(eventId, "failed", reason),
};

/** What no model may see: the camera's privacy zones and Ring's burned-in caption. */
function masksFor(work: ClipWork): UnitPolygon[] {
  return [...polygons.parse(work.privacyZones), ...parseUnitRectangles(env().RING_WATERMARK_MASK)];
}

/** Keys follow from event and place, so that a second run replaces what the first one stored. */
async function storeFace(
  store: ObjectStore,
  { householdId, eventId }: ClipWork,
  index: number,
  { best, points, embeddings, fused }: FaceTrack,
): Promise<SeenFace> {
  const prefix = `households/${householdId}/events/${eventId}/face-${index}`;
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
    score: best.score,
    embeddings,
    fused,
  };
}
