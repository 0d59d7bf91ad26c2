import { endRecordings } from "#lib/retention/recordings/commands.ts";
import type { Task } from "../task.ts";

/** Deletes the recordings whose time is over. */
export const endRecordingsTask: Task<"end-recordings"> = {
  async run(_, { now }) {
    await endRecordings(now());
  },
  async buried() {
    // The next day does it.
  },
};
