import { tendRingAccounts } from "#lib/ring/linking/commands.ts";
import type { Task } from "../task.ts";

/** What has to be done about Ring accounts when nobody asks for anything. */
export const tendAccounts: Task<"tend-ring-accounts"> = {
  run: (_, { now }) => tendRingAccounts(now()),
  async buried() {
    // The next hour does it.
  },
};
