import type { HouseholdId } from "#lib/accounts/types.ts";
import type { UnitPolygon } from "#lib/clips/types.ts";
import { closeEventsOfRemoved } from "#lib/events/commands.ts";
import { db } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";

export type ListedDevice = {
  deviceId: string;
  name: string;
  online: boolean;
  privacyZones: UnitPolygon[];
};

/** Makes our cameras those that Ring lists for the account. A camera that is gone stays, as removed, for its grace. */
export async function recordCameras(
  ringAccountId: string,
  devices: ListedDevice[],
  now: Date,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const account = await tx.ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    if (account.state === "removed") return;
    for (const { deviceId, ...listed } of devices) {
      await tx.camera.upsert({
        where: { ringAccountId_deviceId: { ringAccountId, deviceId } },
        update: { ...listed, removedAt: null },
        create: { ...listed, deviceId, ringAccountId, householdId: account.householdId },
      });
    }
    await tx.camera.updateMany({
      where: {
        ringAccountId,
        deviceId: { notIn: devices.map(({ deviceId }) => deviceId) },
        removedAt: null,
      },
      data: { removedAt: now },
    });
    await closeEventsOfRemoved(tx, ringAccountId);
    await announceChange(tx, account.householdId as HouseholdId);
  });
}

/** Notes that Ring says a camera went on or off line. */
export async function setCameraOnline(
  ringAccountId: string,
  deviceId: string,
  online: boolean,
): Promise<void> {
  await db().camera.updateMany({
    where: { deviceId, ringAccount: { ringAccountId } },
    data: { online },
  });
}
