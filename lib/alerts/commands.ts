import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { moveDigest } from "./digest/commands.ts";
import { earlierPlans, storedPlan } from "./queries.ts";
import type { SnoozeInput } from "./schema.ts";
import type { AlertPlan } from "./types.ts";

const DAY_MS = 86_400_000;

/** So many plans can be gone back to. */
const EARLIER_KEPT = 10;

/** The longest silence. */
const MAX_SNOOZE_DAYS = 31;

/** A snooze that is over still holds for its own time's events, should they be decided late. */
const KEPT_MS = DAY_MS;

/**
 * Sets what the member wants to hear from now on.
 *
 * @param revision of the plan that was changed
 * @returns the plan's new revision
 * @throws AppError conflict when it was changed meanwhile; not-found for people or cameras that are not
 * the household's
 */
export async function savePlan(
  actor: Actor,
  { plan, revision }: { plan: AlertPlan; revision: number },
  now: Date,
): Promise<{ revision: number }> {
  const { householdId, accountId } = actor;
  const member = { householdId, accountId };
  return await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const stored = await storedPlan(actor, tx);
    if (stored.revision !== revision) throw new AppError("conflict", "rulesChangedElsewhere");
    await refuseStrangers(tx, householdId, plan);
    const before = { plan: stored.plan, changedAt: now.toISOString() };
    const earlier = [before, ...(await earlierPlans(member, tx))].slice(0, EARLIER_KEPT);
    const columns = {
      ...{ plan: plan as Prisma.InputJsonObject, revision: revision + 1 },
      earlier: earlier as Prisma.InputJsonArray,
    };
    await tx.alertSettings.upsert({
      where: { householdId_accountId: member },
      create: { ...member, ...columns },
      update: columns,
    });
    await moveDigest(tx, member, plan.digestAt, now);
    await announceChange(tx, householdId);
    return { revision: revision + 1 };
  });
}

/** Refuses rules about what is not the household's. */
async function refuseStrangers(
  tx: Transaction,
  householdId: string,
  { rules }: AlertPlan,
): Promise<void> {
  const people = rules.flatMap(({ whom }) => (whom.kind === "person" ? [whom.personId] : []));
  const cameras = rules.flatMap(({ cameraIds }) => cameraIds);
  await refuseForeign(tx, householdId, { people, cameras });
}

async function refuseForeign(
  tx: Transaction,
  householdId: string,
  { people, cameras }: { people: readonly string[]; cameras: readonly string[] },
): Promise<void> {
  const [personIds, cameraIds] = [[...new Set(people)], [...new Set(cameras)]];
  const ownPeople = await tx.person.count({ where: { householdId, id: { in: personIds } } });
  if (ownPeople < personIds.length) throw new AppError("not-found", "personGone");
  const ownCameras = await tx.camera.count({ where: { householdId, id: { in: cameraIds } } });
  if (ownCameras < cameraIds.length) throw new AppError("not-found", "cameraGone");
}

/**
 * Keeps silent for the member about one person, one camera or all, until a time at most 31 days ahead;
 * another snooze of the same is replaced. Whoever is recognised as on the Watchlist is told of all the
 * same, unless it is that very person who is snoozed.
 *
 * @throws AppError invalid for a time that has passed or is too far; not-found for a person or camera
 * that is not the household's
 */
export const snooze = (
  actor: Actor,
  input: SnoozeInput,
  now: Date,
): Promise<{ snoozeId: string }> => db().$transaction((tx) => snoozeWithin(tx, actor, input, now));

/** The same as a part of what is done in one transaction. */
export async function snoozeWithin(
  tx: Transaction,
  { householdId, accountId }: Actor,
  { until, ...target }: SnoozeInput,
  now: Date,
): Promise<{ snoozeId: string }> {
  const aheadMs = until.getTime() - now.getTime();
  if (aheadMs <= 0 || aheadMs > MAX_SNOOZE_DAYS * DAY_MS)
    throw new AppError("invalid", "snoozeTooLong", { values: { days: MAX_SNOOZE_DAYS } });
  const personId = "personId" in target ? target.personId : null;
  const cameraId = "cameraId" in target ? target.cameraId : null;
  await lockHousehold(tx, householdId);
  await refuseForeign(tx, householdId, {
    people: personId ? [personId] : [],
    cameras: cameraId ? [cameraId] : [],
  });
  const same = { householdId, accountId, personId, cameraId };
  await tx.alertSnooze.deleteMany({ where: same });
  const longOver = new Date(now.getTime() - KEPT_MS);
  await tx.alertSnooze.deleteMany({ where: { householdId, accountId, until: { lt: longOver } } });
  const { id: snoozeId } = await tx.alertSnooze.create({ data: { ...same, until } });
  await announceChange(tx, householdId);
  return { snoozeId };
}

/** Ends one of the member's own snoozes. Ending one that is over is no error. */
export const endSnooze = (actor: Actor, snoozeId: string): Promise<void> =>
  db().$transaction((tx) => endSnoozeWithin(tx, actor, snoozeId));

/** The same as a part of what is done in one transaction. */
export async function endSnoozeWithin(
  tx: Transaction,
  { householdId, accountId }: Actor,
  snoozeId: string,
): Promise<void> {
  await tx.alertSnooze.deleteMany({ where: { id: snoozeId, householdId, accountId } });
  await announceChange(tx, householdId);
}
