import { isDeepStrictEqual } from "node:util";
import type { Actor } from "#lib/accounts/types.ts";
import type { Lighting } from "#lib/faces/shots/lighting.ts";
import { calibrateSoon, recogniseAgainSoon } from "#lib/identity/again/commands.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import type { Calibration } from "./calibration.ts";
import { calibrationDetail } from "./schema.ts";

/** A calibration that is no longer the newest is kept for so long. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** Has the household calibrated and tested now, because somebody waits for it. */
export async function testNow(actor: Actor, now: Date): Promise<void> {
  const { householdId } = actor;
  await db().$transaction(async (tx) => {
    await markBegun(tx, householdId, now);
    await calibrateSoon(tx, householdId, { priority: -1 });
  });
}

/**
 * Has every household calibrated that has named somebody and has new faces or acts since the last time;
 * once a day also those where at most something has gone.
 */
export async function calibrateHouseholdsSoon(): Promise<void> {
  await db().$transaction(async (tx) => {
    const households = await tx.$queryRaw<{ id: string }[]>`
      select h.id from households h
      left join calibration_runs run on run.household_id = h.id
      where exists (select 1 from people p where p.household_id = h.id and p.name is not null)
        and (run.requested_at is null or run.requested_at < now() - interval '1 day'
          or exists (select 1 from faces f
                     where f.household_id = h.id and f.created_at > run.requested_at)
          or exists (select 1 from identity_entries i
                     where i.household_id = h.id and i.at > run.requested_at)
          or not exists (select 1 from household_calibrations c
                         where c.household_id = h.id and c.embedder_set = h.embedder_set))`;
    for (const { id } of households) await calibrateSoon(tx, id, {});
  });
}

/** A run of a household's calibration. Only the one that was begun, or asked for, last counts. */
export type Run = { readonly householdId: string; readonly requestedAt: Date };

/** Notes that a run begins: what comes after `now` is not in it. */
export async function beginRun(householdId: string, now: Date): Promise<Run> {
  await db().$transaction((tx) => markBegun(tx, householdId, now));
  return { householdId, requestedAt: now };
}

async function markBegun(tx: Transaction, householdId: string, requestedAt: Date): Promise<void> {
  const begun = { requestedAt, done: 0, total: 0, finishedAt: null, failure: null };
  await tx.calibrationRun.upsert({
    where: { householdId },
    create: { householdId, ...begun },
    update: begun,
  });
  await announceChange(tx, householdId);
}

/** Notes how many faces have been compared, of how many. */
export async function noteProgress(
  run: Run,
  progress: { done: number; total: number },
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.calibrationRun.updateMany({ where: run, data: progress });
    await announceChange(tx, run.householdId);
  });
}

/** Notes that the run was given up; the last calibration goes on to hold. */
export async function failRun(householdId: string, failure: string, now: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    const data = { finishedAt: now, failure };
    await tx.calibrationRun.updateMany({ where: { householdId }, data });
    await announceChange(tx, householdId);
  });
}

/**
 * Writes what a run has found, where it is new, and ends the run. A run that another one has followed
 * leaves nothing: it may have read less.
 */
export async function recordCalibrations(
  run: Run,
  embedderSet: string,
  found: ReadonlyMap<Lighting, Calibration>,
  now: Date,
): Promise<void> {
  const { householdId } = run;
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const { count } = await tx.calibrationRun.updateMany({
      where: run,
      data: { finishedAt: now },
    });
    if (count === 0) return;
    for (const [lighting, calibration] of found) {
      const of = { householdId, embedderSet, lighting };
      const last = await tx.householdCalibration.findFirst({
        where: of,
        orderBy: { at: "desc" },
        omit: { id: true, at: true },
      });
      const row = { ...of, ...columnsOf(calibration) };
      if (isDeepStrictEqual(last, row)) continue;
      await tx.householdCalibration.deleteMany({
        where: { ...of, at: { lt: new Date(now.getTime() - KEPT_MS) } },
      });
      await tx.householdCalibration.create({ data: { ...row, at: now } });
      await recogniseAgainSoon(tx, householdId);
    }
    await announceChange(tx, householdId);
  });
}

function columnsOf({ thresholds, strangers, selfTest, ...calibration }: Calibration) {
  const { named, ask, margin, byPerson } = thresholds;
  return {
    named,
    ask,
    margin,
    strangerVisits: strangers.visits,
    strangersNamed: strangers.named,
    strangersAsked: strangers.asked,
    ...calibrationDetail.parse({
      ...calibration,
      people: Object.fromEntries(byPerson ?? []),
      selfTest: { ...selfTest, members: Object.fromEntries(selfTest.members) },
    }),
  };
}
