import { tidyBundles } from "#lib/bundles/commands.ts";
import type { Task } from "../task.ts";

/** Deletes the bundles whose day is over. */
export const tidyBundlesTask: Task<"tidy-bundles"> = {
  async run(_, { now }) {
    await tidyBundles(now());
  },
  async buried() {
    // The next hour does it.
  },
};
