import { requireOwner } from "#lib/accounts/owner.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { moveDigest } from "#lib/alerts/digest/commands.ts";
import { storedPlan } from "#lib/alerts/queries.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";

/**
 * Has the household's days, hours and clock times be those of another zone from now on. What is kept
 * for a member's digest goes out at the hour of the new one.
 *
 * @param timeZone IANA name
 * @throws AppError forbidden: only owners choose
 */
export async function setTimeZone(actor: Actor, timeZone: string, now: Date): Promise<void> {
  requireOwner(actor);
  const { householdId, accountId } = actor;
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const where = { id: householdId };
    const { timeZone: before } = await tx.household.findUniqueOrThrow({ where });
    await tx.household.update({ where, data: { timeZone } });
    await moveDigests(tx, householdId, now);
    await tx.auditEntry.create({
      data: {
        ...{ householdId, accountId, act: "household.time-zone", subject: householdId },
        detail: { before, after: timeZone },
      },
    });
    await announceChange(tx, householdId);
  });
}

async function moveDigests(tx: Transaction, householdId: string, now: Date): Promise<void> {
  for (const member of await tx.membership.findMany({ where: { householdId } })) {
    const { plan } = await storedPlan(member, tx);
    await moveDigest(tx, member, plan.digestAt, now);
  }
}
