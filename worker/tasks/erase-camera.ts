import { cameraErasure } from "#lib/erasure/queries.ts";
import { erase } from "../erase.ts";
import type { Task } from "../task.ts";

/** Deletes all that a camera brought which Ring has not listed for longer than its grace. */
export const eraseCamera: Task<"erase-camera"> = {
  async run({ cameraId }, context) {
    const erasure = await cameraErasure(cameraId, context.now());
    if (erasure) await erase(erasure, context);
  },
  async buried() {
    // The camera stays marked as removed, and the next hour begins again.
  },
};
