import { setImmediate } from "node:timers/promises";
import { calibrate, lightings } from "#lib/calibration/calibration.ts";
import { beginRun, noteProgress, recordCalibrations } from "#lib/calibration/commands.ts";
import { facesToWeigh } from "#lib/calibration/queries.ts";
import type { WeighedFace } from "#lib/calibration/weighed-face.ts";
import { weighHousehold } from "#lib/calibration/weighing.ts";
import { thresholdsOfSet } from "#models/manifest.ts";
import type { TaskContext } from "../task.ts";

/**
 * Compares a household's faces with its people's templates and records what follows for its thresholds.
 * Running it again finds the same.
 */
export async function calibrateHousehold(
  householdId: string,
  { faceIndex, now, signal }: Pick<TaskContext, "faceIndex" | "now" | "signal">,
): Promise<void> {
  const run = await beginRun(householdId, now());
  const { embedderSet, faces } = await facesToWeigh(householdId, (tx, set) =>
    faceIndex.vectors(tx, householdId, set),
  );
  const weighed: WeighedFace[] = [];
  let done = 0;
  for (const part of weighHousehold(faces)) {
    weighed.push(...part.weighed);
    done += part.count;
    await noteProgress(run, { done, total: faces.length });
    await setImmediate();
    signal.throwIfAborted();
  }
  const found = lightings.map(
    (lighting) => [lighting, calibrate(weighed, lighting, thresholdsOfSet(embedderSet))] as const,
  );
  await recordCalibrations(run, embedderSet, new Map(found), now());
}
