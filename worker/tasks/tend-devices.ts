import { tendDevices } from "#lib/notifications/reaching/commands.ts";
import type { Task } from "../task.ts";

/** Notices members whom none of their devices reaches any more. */
export const tendDevicesTask: Task<"tend-devices"> = {
  run: (_, { now }) => tendDevices(now()),
  async buried() {
    // The next hour does it.
  },
};
