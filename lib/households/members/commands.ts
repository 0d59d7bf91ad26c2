import { randomUUID } from "node:crypto";
import { requireOwner } from "#lib/accounts/owner.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { clearAlarm } from "#lib/alarms/commands.ts";
import { AppError } from "#lib/errors.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { hashPassword } from "#lib/infra/password.ts";

/**
 * Ends somebody's membership: at once they are signed out everywhere and told of nothing, and their
 * devices and rules are gone. What they did for the household stays, with their name.
 *
 * @throws AppError forbidden: only owners remove; not-found when they are no member, any more or at all;
 * conflict for an owner, without whom nobody could look after the household
 */
export async function removeMember(actor: Actor, accountId: string, now: Date): Promise<void> {
  requireOwner(actor, "onlyOwnerRemoves");
  await endMembership(actor, accountId, "household.remove-member", now);
}

/** The same for oneself. @throws AppError not-found and conflict, as `removeMember` */
export async function leaveHousehold(actor: Actor, now: Date): Promise<void> {
  await endMembership(actor, actor.accountId, "household.leave", now);
}

async function endMembership(
  actor: Actor,
  accountId: string,
  act: "household.remove-member" | "household.leave",
  now: Date,
): Promise<void> {
  const { householdId } = actor;
  const noPassword = await hashPassword(randomUUID());
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const where = { householdId_accountId: { householdId, accountId } };
    const membership = await tx.membership.findUnique({ where });
    if (!membership) throw new AppError("not-found", "memberGone");
    if (membership.role === "owner") throw new AppError("conflict", "ownerStays");
    await tx.membership.delete({ where });
    await tx.subscription.deleteMany({ where: { householdId, accountId } });
    await clearAlarm(tx, { householdId, kind: "member_unreachable", subject: accountId }, now);
    await endSessions(tx, accountId, noPassword);
    await tx.auditEntry.create({
      data: { householdId, accountId: actor.accountId, act, subject: accountId },
    });
    await announceChange(tx, householdId);
  });
}

/** Of an account that is nobody's member any more the name is left; its e-mail may make another one. */
async function endSessions(tx: Transaction, accountId: string, noPassword: string): Promise<void> {
  const isMember = (await tx.membership.count({ where: { accountId } })) > 0;
  const left = { email: `left:${accountId}`, passwordHash: noPassword };
  await tx.account.update({
    where: { id: accountId },
    data: { sessionEpoch: { increment: 1 }, ...(!isMember && left) },
  });
}
