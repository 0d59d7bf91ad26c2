import { noteCameraRemoved, setCameraOnline } from "#lib/devices/commands.ts";
import { settleDelivery } from "#lib/events/commands.ts";
import { openEvent } from "#lib/events/opening/commands.ts";
import { readDelivery } from "#lib/events/queries.ts";
import { syncCamerasSoon } from "#lib/ring/commands.ts";
import { noteIntegrationRemoved } from "#lib/ring/leaving/commands.ts";
import { parseNotice } from "#lib/ring/payload.ts";
import { linkedAccount } from "#lib/ring/queries.ts";
import type { CameraEventNotice, DeviceNotice, IntegrationNotice } from "#lib/ring/types.ts";
import { patientWithRing } from "../patience.ts";
import type { Task } from "../task.ts";
import { syncAccountCameras } from "./sync-cameras.ts";

/** Reads a delivery of the inbox and does what it tells of. Every delivery ends with an outcome. */
export const receiveEvent: Task<"receive-event"> = {
  async run({ deliveryId }, { now }) {
    const delivery = await readDelivery(deliveryId);
    if (!delivery || delivery.outcome) return;
    const notice = parseNotice(delivery.body);
    const settle = (outcome: string) => settleDelivery(deliveryId, outcome, now());
    switch (notice.about) {
      case "camera-event":
        return receive(delivery, notice, now);
      case "device":
        return settle(await noteDevice(notice, delivery.receivedAt, now()));
      case "integration":
        return settle(await noteIntegration(notice, delivery.receivedAt, now()));
      case "unreadable":
        return settle(`unreadable: ${notice.why}`);
      default:
        return settle("stored");
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
): Promise<void> {
  const outcome = await openEvent(delivery, notice, { isListFresh: false, now });
  if (outcome !== "unknown-camera") return;
  const account = await linkedAccount(notice.ringAccountId ?? "");
  if (account)
    await syncAccountCameras(account.id, now).catch((error: unknown) => {
      throw patientWithRing(error, delivery.receivedAt, now(), Math.random());
    });
  await openEvent(delivery, notice, { isListFresh: true, now });
}

/**
 * When the app itself is removed, news of its devices may come first. Ring would refuse its list then,
 * as if the link had broken by itself.
 */
const LIST_AFTER_MS = 3_000;

async function noteDevice(
  { ringAccountId, deviceId, change, occurredAt, sentAt }: DeviceNotice,
  receivedAt: Date,
  now: Date,
): Promise<string> {
  const account = ringAccountId && (await linkedAccount(ringAccountId));
  if (!account) return "unlinked-account";
  const at = occurredAt ?? sentAt ?? receivedAt;
  if (change === "added") await syncCamerasSoon(account.id);
  else if (change === "removed") {
    await noteCameraRemoved(account.id, deviceId, now);
    await syncCamerasSoon(account.id, new Date(now.getTime() + LIST_AFTER_MS));
  } else await setCameraOnline(account.ringAccountId, deviceId, change === "online", at);
  return `device-${change}`;
}

async function noteIntegration(
  { ringAccountId, change, occurredAt, sentAt }: IntegrationNotice,
  receivedAt: Date,
  now: Date,
): Promise<string> {
  if (ringAccountId && change === "removed")
    return await noteIntegrationRemoved(ringAccountId, occurredAt ?? sentAt ?? receivedAt, now);
  const account = ringAccountId && (await linkedAccount(ringAccountId));
  if (!account) return "unlinked-account";
  await syncCamerasSoon(account.id);
  return "integration-added";
}
