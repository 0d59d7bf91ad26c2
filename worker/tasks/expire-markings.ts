import { expireMarkings } from "#lib/people/expiry/commands.ts";
import type { Task } from "../task.ts";

/** Makes everybody Unknown again who was to be Familiar or on the Watchlist only until now. */
export const expireMarkingsTask: Task<"expire-markings"> = {
  run: (_, { now }) => expireMarkings(now()),
  async buried() {
    // The next hour does it; alerts go by the clock meanwhile.
  },
};
