import type { Actor } from "#lib/accounts/types.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { ownCamera } from "../queries.ts";
import type { Zone } from "../types.ts";

/** Has a picture of the camera taken, in place of the one there is. After everything else: it can wait. */
export async function takeFrameSoon(tx: Transaction, cameraId: string): Promise<void> {
  await enqueue(tx, "take-frame", { cameraId }, { key: `frame:${cameraId}`, priority: 10 });
}

/** Has a picture taken from the newest recording. @throws AppError not-found */
export async function takeFrameAgain(actor: Actor, cameraId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await ownCamera(tx, actor, cameraId);
    await takeFrameSoon(tx, cameraId);
  });
}

/**
 * Makes a picture in the store the camera's, unless its privacy zones are others by now: then another
 * picture is on its way and this one must not be shown. The one that is of no use any more is deleted.
 *
 * @param blackedOut the privacy zones that are black in it
 */
export async function recordFrame(
  cameraId: string,
  frameKey: string,
  blackedOut: readonly Zone[],
): Promise<void> {
  await db().$transaction(async (tx) => {
    const { householdId } = await tx.camera.findUniqueOrThrow({ where: { id: cameraId } });
    await lockHousehold(tx, householdId);
    const camera = await tx.camera.findUniqueOrThrow({ where: { id: cameraId } });
    const isTrue = JSON.stringify(camera.privacyZones) === JSON.stringify(blackedOut);
    const useless = isTrue ? camera.frameKey : frameKey;
    if (useless) await enqueue(tx, "delete-objects", { householdId, keys: [useless] });
    if (!isTrue) return;
    await tx.camera.update({ where: { id: cameraId }, data: { frameKey } });
    await announceChange(tx, householdId);
  });
}
