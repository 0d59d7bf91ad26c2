import { readAllCamerasAgain } from "#lib/devices/commands.ts";
import type { Task } from "../task.ts";

/** Has all cameras read again. See: [Note: Zones are read again] in lib/devices/commands.ts. */
export const syncAllCameras: Task<"sync-all-cameras"> = {
  run: readAllCamerasAgain,
  async buried() {
    // The next time does it.
  },
};
