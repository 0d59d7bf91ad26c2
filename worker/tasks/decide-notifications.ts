import { decideNotifications } from "#lib/notifications/commands.ts";
import type { Task } from "../task.ts";

/** Decides who is told of an event: when it has ended, or when its deadline has passed. */
export const decideNotificationsTask: Task<"decide-notifications"> = {
  run: ({ eventId }, { now }) => decideNotifications(eventId, now()),
  async buried() {
    // Without a decision row the event shows that nothing was decided; the log has the reason.
  },
};
