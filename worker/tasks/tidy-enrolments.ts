import { tidyEnrolments } from "#lib/enrolment/commands.ts";
import type { Task } from "../task.ts";

/** Ends the enrolments that were begun a day ago. */
export const tidyEnrolmentsTask: Task<"tidy-enrolments"> = {
  async run(_, { now }) {
    await tidyEnrolments(now());
  },
  async buried() {
    // The next hour does it.
  },
};
