import type { Actor } from "#lib/accounts/types.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import type { Camera } from "#prisma/generated/client.ts";
import { differences } from "./differences.ts";
import { CAMERA_CHANGE, ownCamera } from "./queries.ts";
import type { CameraChange } from "./schema.ts";

/**
 * Sets what a household may set about a camera, and writes what was before and after into the audit, by
 * which the rules of an earlier time are known. @throws AppError not-found
 */
export async function changeCamera(
  actor: Actor,
  cameraId: string,
  change: CameraChange,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, actor.householdId);
    const camera = await ownCamera(tx, actor, cameraId);
    const after = differences<Partial<Camera>>(camera, await columnsOf(tx, camera, change));
    const columns = Object.keys(after) as (keyof Camera)[];
    if (columns.length === 0) return;
    const before = Object.fromEntries(columns.map((column) => [column, camera[column]]));
    await tx.camera.update({ where: { id: cameraId }, data: after as object });
    await tx.auditEntry.create({
      data: {
        householdId: actor.householdId,
        accountId: actor.accountId,
        act: CAMERA_CHANGE,
        subject: cameraId,
        detail: { before, after: after as object },
      },
    });
    await announceChange(tx, actor.householdId);
  });
}

async function columnsOf(
  tx: Transaction,
  camera: Camera,
  { hours, chosenKind, ...same }: CameraChange,
): Promise<Partial<Camera>> {
  return {
    ...same,
    ...(hours !== undefined && {
      activeFrom: hours?.from ?? null,
      activeUntil: hours?.until ?? null,
    }),
    ...(chosenKind !== undefined && {
      kindIsChosen: chosenKind !== null,
      kind: chosenKind ?? (await kindByPresses(tx, camera.id)),
    }),
  };
}

/** Whoever has heard a press knows that it is a doorbell. */
async function kindByPresses(tx: Transaction, cameraId: string): Promise<Camera["kind"]> {
  const press = await tx.event.findFirst({ where: { cameraId, kind: "button_press" } });
  return press ? "doorbell" : "camera";
}
