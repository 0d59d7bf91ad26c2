import { env } from "#lib/infra/env.ts";
import { pushTo } from "#lib/infra/web-push.ts";
import {
  claimNotification,
  dropNotification,
  releaseNotification,
  settleNotification,
} from "#lib/notifications/delivery/commands.ts";
import type { Task } from "../task.ts";

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

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
    if (happenedAt && now().getTime() - happenedAt.getTime() > env().RING_NOTIFY_MAX_AGE_S * 1000)
      return dropNotification(notificationId, "Too late.", now());
    const result = await pushTo(address, JSON.stringify(payload), {
      urgency: payload.silent ? "normal" : "high",
      // News is worth nothing an hour later; a digest or an alarm is still wanted by a phone that was off.
      timeToLiveS: happenedAt ? HOUR_S : DAY_S,
    });
    if (result.kind !== "not-accepted") return settleNotification(notificationId, result, now());
    await releaseNotification(notificationId, now());
    throw new Error(result.detail);
  },
  async buried({ notificationId }, reason, { now }) {
    await dropNotification(notificationId, reason, now());
  },
};
