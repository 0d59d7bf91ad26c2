import { deleteRecords } from "#lib/retention/records/commands.ts";
import type { Task } from "../task.ts";

/** Deletes what Ring sent, who did what and who was told, once that is old. */
export const deleteRecordsTask: Task<"delete-records"> = {
  async run(_, { now }) {
    await deleteRecords(now());
  },
  async buried() {
    // The next day does it.
  },
};
