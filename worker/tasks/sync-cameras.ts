import { recordCameras } from "#lib/devices/commands.ts";
import { callRing } from "../ring/ring-session.ts";
import type { Task } from "../task.ts";

/** Makes our cameras those that Ring lists for an account, with their zones. */
export const syncCameras: Task<"sync-cameras"> = {
  run: ({ ringAccountId }, { now }) => syncAccountCameras(ringAccountId, now),
  async buried() {
    // The cameras stay as they were; the next device webhook reads the list again.
  },
};

/** Reads Ring's list now. */
export async function syncAccountCameras(ringAccountId: string, now: () => Date): Promise<void> {
  const listedAt = now();
  const devices = await callRing(ringAccountId, now, (client, token) => client.listDevices(token));
  const listed = devices.map(({ id, ...device }) => ({ deviceId: id, ...device }));
  await recordCameras(ringAccountId, listed, listedAt);
}
