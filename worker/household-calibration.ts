import { setImmediate } from "node:timers/promises";
import { calibrate, lightings } from "#lib/calibration/calibration.ts";
import { beginRun, noteProgress, recordCalibrations } from "#lib/calibration/commands.ts";
import { facesToWeigh } from "#lib/calibration/queries.ts";
import type { WeighedFace } from "#lib/calibration/weighed-face.ts";
import { enrolMember, membersOf, weighMember, weighStranger } from "#lib/calibration/weighing.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import type { TaskContext } from "./task.ts";

/** Strangers' faces that are compared in one go. */
const STRANGERS_AT_ONCE = 500;

/**
 * Compares a household's faces with its people's templates and records what follows for its thresholds.
 * Running it again finds the same.
 */
export async function calibrateHousehold(
  householdId: string,
  { faceIndex, now, signal }: Pick<TaskContext, "faceIndex" | "now" | "signal">,
): Promise<void> {
  await beginRun(householdId, now());
  const { embedderSet, faces } = await facesToWeigh(householdId, (tx, set) =>
    faceIndex.vectors(tx, householdId, set),
  );
  const members = membersOf(faces);
  const enrolled = members.map((member) => enrolMember(member));
  const strangers = faces.filter(({ isMember }) => !isMember);
  const weighed: WeighedFace[] = [];
  let done = 0;
  const progress = async (more: number) => {
    done += more;
    await noteProgress(householdId, { done, total: faces.length });
    await setImmediate();
    signal.throwIfAborted();
  };
  for (const member of members) {
    weighed.push(...weighMember(member, enrolled));
    await progress(member.faces.length);
  }
  for (let from = 0; from < strangers.length; from += STRANGERS_AT_ONCE) {
    const some = strangers.slice(from, from + STRANGERS_AT_ONCE);
    weighed.push(...some.map((face) => weighStranger(face, enrolled)));
    await progress(some.length);
  }
  const found = lightings.map(
    (lighting) => [lighting, calibrate(weighed, lighting, DEFAULT_THRESHOLDS)] as const,
  );
  await recordCalibrations(householdId, embedderSet, new Map(found), now());
}
