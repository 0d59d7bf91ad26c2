import { failRun } from "#lib/calibration/commands.ts";
import { calibrateHousehold } from "../gallery/household-calibration.ts";
import type { Task } from "../task.ts";

/** Compares a household's faces with its people, and draws its thresholds from that. */
export const calibrateHouseholdTask: Task<"calibrate-household"> = {
  run: ({ householdId }, context) => calibrateHousehold(householdId, context),
  buried: ({ householdId }, reason, { now }) => failRun(householdId, reason, now()),
};
