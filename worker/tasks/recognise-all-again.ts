import { recogniseAllAgainSoon } from "#lib/rerecognition/commands.ts";
import type { Task } from "../task.ts";

/** Has the households looked at again that strangers have come to: they may be one, or somebody known. */
export const recogniseAllAgain: Task<"recognise-all-again"> = {
  run: (_, { now }) => recogniseAllAgainSoon(now()),
  async buried() {
    // The next hour does it.
  },
};
