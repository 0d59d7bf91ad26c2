import type { Actor } from "#lib/accounts/types.ts";
import { differences } from "#lib/cameras/differences.ts";
import { takeFrameSoon } from "#lib/cameras/frames/commands.ts";
import type { Zone } from "#lib/cameras/types.ts";
import { closeEventsOfRemoved } from "#lib/events/commands.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { Camera, Prisma } from "#prisma/generated/client.ts";

/** A device as Ring lists it. What Ring did not tell is null and stays as it was known. */
export type ListedDevice = {
  deviceId: string;
  name: string | null;
  online: boolean | null;
  privacyZones: Zone[] | null;
  motionZones: Zone[] | null;
  location: { country: string; state: string | null } | null;
};

/**
 * Makes our cameras those that Ring listed for the account at a time. A camera that is gone stays, as
 * removed, for its grace.
 */
export async function recordCameras(
  ringAccountId: string,
  devices: ListedDevice[],
  listedAt: Date,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const account = await tx.ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    if (account.state === "removed") return;
    await lockHousehold(tx, account.householdId);
    let changes = 0;
    for (const device of devices)
      changes += (await recordDevice(tx, account, device, listedAt)) ? 1 : 0;
    const { count: removed } = await tx.camera.updateMany({
      where: {
        ringAccountId,
        deviceId: { notIn: devices.map(({ deviceId }) => deviceId) },
        removedAt: null,
      },
      data: { removedAt: listedAt },
    });
    await closeEventsOfRemoved(tx, ringAccountId);
    if (changes + removed > 0) await announceChange(tx, account.householdId);
  });
}

/** @returns whether anything became different */
async function recordDevice(
  tx: Transaction,
  { id: ringAccountId, householdId }: { id: string; householdId: string },
  { deviceId, online, ...device }: ListedDevice,
  listedAt: Date,
): Promise<boolean> {
  const told = toldOf(device);
  const where = { ringAccountId_deviceId: { ringAccountId, deviceId } };
  const camera = await tx.camera.findUnique({ where });
  if (!camera) {
    const connection = online === null ? {} : { online, onlineAt: listedAt };
    await tx.camera.create({
      data: { name: "Camera", ...told, ...connection, deviceId, ringAccountId, householdId },
    });
    return true;
  }
  const isChanged = await updateDevice(tx, camera, told);
  if (online === null) return isChanged;
  const isConnected = await noteOnline(tx, { id: camera.id }, online, listedAt);
  return isConnected || isChanged;
}

async function updateDevice(
  tx: Transaction,
  camera: Camera,
  told: ReturnType<typeof toldOf>,
): Promise<boolean> {
  const changed: Prisma.CameraUpdateInput = differences<object>(camera, {
    ...told,
    removedAt: null,
  });
  if (Object.keys(changed).length === 0) return false;
  // What the picture shows may be private now.
  const isOutdated = changed.privacyZones !== undefined;
  const data = { ...changed, ...(isOutdated && { frameKey: null }) };
  await tx.camera.update({ where: { id: camera.id }, data });
  if (isOutdated) await takeFrameSoon(tx, camera.id);
  return true;
}

/** The columns of what Ring did tell. */
function toldOf({ location, ...device }: Omit<ListedDevice, "deviceId" | "online">) {
  const told = Object.entries(device).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(told), ...location };
}

/** Notes that Ring says a camera went. The news may be old: Ring's list has the last word. */
export async function noteCameraRemoved(
  ringAccountId: string,
  deviceId: string,
  now: Date,
): Promise<void> {
  const camera = { ringAccountId_deviceId: { ringAccountId, deviceId }, removedAt: null };
  await db().$transaction(async (tx) => {
    const listed = await tx.camera.findUnique({ where: camera });
    if (!listed) return;
    await tx.camera.update({ where: { id: listed.id }, data: { removedAt: now } });
    await announceChange(tx, listed.householdId);
  });
}

/** Notes that a camera went on or off line at a time, by Ring's clock. What is older changes nothing. */
export async function setCameraOnline(
  ringAccountId: string,
  deviceId: string,
  online: boolean,
  at: Date,
): Promise<void> {
  await db().$transaction((tx) =>
    noteOnline(tx, { deviceId, ringAccount: { ringAccountId } }, online, at),
  );
}

/** Of two that Ring dates alike, offline holds. @returns whether that is a change */
async function noteOnline(
  tx: Transaction,
  camera: Prisma.CameraWhereInput,
  online: boolean,
  at: Date,
): Promise<boolean> {
  const isNews = { OR: [{ onlineAt: null }, { onlineAt: online ? { lt: at } : { lte: at } }] };
  const known = await tx.camera.findFirst({ where: camera, select: { online: true } });
  const { count } = await tx.camera.updateMany({
    where: { ...camera, ...isNews },
    data: { online, onlineAt: at },
  });
  return count > 0 && known?.online !== online;
}

/**
 * Has the household's cameras read again from Ring.
 *
 * [Note: Zones are read again] Ring tells nobody that a zone was drawn. So they are read with every
 * webhook about a device, every six hours, when somebody opens the cameras, and at the press of a button.
 * Not before each look at a recording: every alert would then wait for one more answer of Ring's.
 *
 * @returns how many Ring accounts are asked: none where no link is whole
 */
export async function readCamerasAgain(actor: Actor): Promise<{ asked: number }> {
  return { asked: await readAccounts({ householdId: actor.householdId }) };
}

/** Has all cameras of all households read again. See: [Note: Zones are read again]. */
export async function readAllCamerasAgain(): Promise<void> {
  await readAccounts({});
}

async function readAccounts(where: Prisma.RingAccountWhereInput): Promise<number> {
  return await db().$transaction(async (tx) => {
    const accounts = await tx.ringAccount.findMany({ where: { ...where, state: "linked" } });
    for (const { id: ringAccountId } of accounts)
      await enqueue(tx, "sync-cameras", { ringAccountId }, { key: `sync:${ringAccountId}` });
    return accounts.length;
  });
}
