import { recogniseAllAgainSoon } from "#lib/rerecognition/commands.ts";
import type { Task } from "../task.ts";

/** Has every household with strangers looked at again: more of them have been seen meanwhile. */
export const recogniseAllAgain: Task<"recognise-all-again"> = {
  run: recogniseAllAgainSoon,
  async buried() {
    // The next hour does it.
  },
};
