import { mailTo } from "#lib/infra/mail.ts";
import {
  dropNotification,
  releaseNotification,
  settleNotification,
} from "#lib/notifications/delivery/commands.ts";
import { claimMail } from "#lib/notifications/mail/commands.ts";
import type { Task } from "../task.ts";

/**
 * Hands one e-mail to the mail server, at most once: see [Note: At most once] in send-notification.ts.
 * Unlike a push it is of use an hour later, so a mail server that asks to come back is asked again.
 */
export const sendMail: Task<"send-mail"> = {
  async run({ notificationId }, { now }) {
    const claimed = await claimMail(notificationId, now());
    if (!claimed) return;
    const result = await mailTo(claimed.to, claimed.mail, notificationId);
    if (result.kind !== "not-accepted") return settleNotification(notificationId, result, now());
    await releaseNotification(notificationId, now());
    throw new Error(result.detail);
  },
  async buried({ notificationId }, reason, { now }) {
    await dropNotification(notificationId, reason, now());
  },
};
