import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";

export type CameraSummary = {
  cameraId: string;
  name: string;
  kind: "doorbell" | "camera";
  online: boolean;
  enabled: boolean;
};

/** The household's cameras by name, without those that Ring no longer lists. */
export async function listCameras(actor: Actor): Promise<CameraSummary[]> {
  const cameras = await db().camera.findMany({
    where: { householdId: actor.householdId, removedAt: null },
    orderBy: { name: "asc" },
  });
  return cameras.map(({ id, name, kind, online, enabled }) => ({
    cameraId: id,
    name,
    kind,
    online,
    enabled,
  }));
}
