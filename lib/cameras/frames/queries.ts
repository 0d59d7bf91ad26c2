import { db } from "#lib/infra/db.ts";
import { zonesSchema } from "../schema.ts";
import type { Zone } from "../types.ts";

/** What taking a picture of a camera needs to know. */
export type FrameWork = {
  householdId: string;
  privacyZones: Zone[];
  /** Null while there is no picture, or none that may be shown. */
  frameKey: string | null;
  /** The newest recording that could be read; null while there is none. */
  clipKey: string | null;
};

/** Null when there is no such camera any more, or it is on its way out. */
export async function frameWork(cameraId: string): Promise<FrameWork | null> {
  const camera = await db().camera.findUnique({
    where: { id: cameraId, removedAt: null, ringAccount: { state: { not: "removed" } } },
  });
  if (!camera) return null;
  const clip = await db().clip.findFirst({
    where: { event: { cameraId }, storageKey: { not: null }, width: { not: null } },
    orderBy: { startedAt: "desc" },
  });
  return {
    householdId: camera.householdId,
    privacyZones: zonesSchema.parse(camera.privacyZones),
    frameKey: camera.frameKey,
    clipKey: clip?.storageKey ?? null,
  };
}
