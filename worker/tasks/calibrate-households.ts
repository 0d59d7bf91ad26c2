import { calibrateHouseholdsSoon } from "#lib/calibration/commands.ts";
import type { Task } from "../task.ts";

/** Has those households calibrated that have seen or said something new. */
export const calibrateHouseholds: Task<"calibrate-households"> = {
  run: calibrateHouseholdsSoon,
  async buried() {
    // The next hour does it.
  },
};
