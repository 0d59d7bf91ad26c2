import { env } from "#lib/infra/env.ts";
import { pushTo } from "#lib/infra/web-push.ts";
import {
  claimNotification,
  releaseNotification,
  settleNotification,
} from "#lib/notifications/delivery/commands.ts";
import type { Task } from "../task.ts";

/**
 * Hands one message to one device's push service, at most once.
 *
 * [Note: At most once] The notification is marked `sending`, and that is committed, before the push
 * service is called. Whoever finds it `sending` later cannot know whether the call was made, and ends
 * it as `unconfirmed` rather than alarm somebody twice. It goes back to `pending` only when the push
 * service surely did not take it.
 */
export const sendNotification: Task<"send-notification"> = {
  async run({ notificationId }, { now }) {
    const claimed = await claimNotification(notificationId, now());
    if (!claimed) return;
    const { address, payload, happenedAt } = claimed;
    const ageMs = now().getTime() - happenedAt.getTime();
    if (ageMs > env().RING_NOTIFY_MAX_AGE_S * 1000)
      return settleNotification(notificationId, { kind: "refused", detail: "Too late." }, now());
    const urgency = payload.silent ? "normal" : "high";
    const result = await pushTo(address, JSON.stringify(payload), urgency);
    if (result.kind !== "not-accepted") return settleNotification(notificationId, result, now());
    await releaseNotification(notificationId, now());
    throw new Error(result.detail);
  },
  async buried({ notificationId }, reason, { now }) {
    await settleNotification(notificationId, { kind: "refused", detail: reason }, now());
  },
};
