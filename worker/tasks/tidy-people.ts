import { archiveUnregistered, trimUnregistered } from "#lib/retention/commands.ts";
import type { Task } from "../task.ts";

/** Keeps of unregistered people who no longer come only what retention allows. */
export const tidyPeople: Task<"tidy-people"> = {
  async run(_, { now }) {
    await archiveUnregistered(now());
    await trimUnregistered(now());
  },
  async buried() {
    // The next day does it.
  },
};
