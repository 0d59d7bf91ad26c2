import { findSamePeople } from "#lib/proposals/commands.ts";
import { recogniseAgain } from "#lib/rerecognition/commands.ts";
import type { Task } from "../task.ts";

/** Looks again at who a household's faces are by what is known now, and who of them are one. */
export const recogniseAgainTask: Task<"recognise-again"> = {
  async run({ householdId }, { faceIndex, now }) {
    await recogniseAgain(householdId, faceIndex.recollect, now);
    await findSamePeople(householdId, faceIndex.recollect, now);
  },
  async buried() {
    // The next hour does it.
  },
};
