import { setCameraOnline } from "#lib/cameras/commands.ts";
import { openEvent, settleDelivery } from "#lib/events/commands.ts";
import { readDelivery } from "#lib/events/queries.ts";
import { syncCamerasSoon } from "#lib/ring/commands.ts";
import { parseNotice } from "#lib/ring/payload.ts";
import { linkedAccount } from "#lib/ring/queries.ts";
import type { CameraEventNotice, DeviceNotice } from "#lib/ring/types.ts";
import type { Task } from "../task.ts";
import { syncAccountCameras } from "./sync-cameras.ts";

/** Reads a delivery of the inbox and does what it tells of. Every delivery ends with an outcome. */
export const receiveEvent: Task<"receive-event"> = {
  async run({ deliveryId }, { now }) {
    const delivery = await readDelivery(deliveryId);
    if (delivery.outcome) return;
    const notice = parseNotice(delivery.body);
    switch (notice.about) {
      case "camera-event":
        return settleDelivery(deliveryId, await receive(delivery, notice, now), now());
      case "device":
        return settleDelivery(deliveryId, await noteDevice(notice), now());
      case "unreadable":
        return settleDelivery(deliveryId, `unreadable: ${notice.why}`, now());
      default:
        return settleDelivery(deliveryId, "stored", now());
    }
  },
  async buried({ deliveryId }, reason, { now }) {
    await settleDelivery(deliveryId, `failed: ${reason}`, now());
  },
};

/** A camera that is not on our list may have been added a moment ago: Ring's list is read once. */
async function receive(
  delivery: { id: string; receivedAt: Date },
  notice: CameraEventNotice,
  now: () => Date,
): Promise<string> {
  const outcome = await openEvent(delivery, notice, { isListFresh: false });
  if (outcome !== "unknown-camera" || !notice.ringAccountId) return outcome;
  const account = await linkedAccount(notice.ringAccountId);
  if (!account) return "unlinked-account";
  await syncAccountCameras(account.id, now);
  return await openEvent(delivery, notice, { isListFresh: true });
}

async function noteDevice(notice: DeviceNotice): Promise<string> {
  const account = notice.ringAccountId && (await linkedAccount(notice.ringAccountId));
  if (!account) return "unlinked-account";
  if (notice.change === "added" || notice.change === "removed") await syncCamerasSoon(account.id);
  else await setCameraOnline(account.ringAccountId, notice.deviceId, notice.change === "online");
  return `device-${notice.change}`;
}
