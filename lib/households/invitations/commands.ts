import { randomBytes } from "node:crypto";
import { requireOwner } from "#lib/accounts/owner.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { AppError, type RefusalKey } from "#lib/errors.ts";
import { db, lockHousehold } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { hashPassword } from "#lib/infra/password.ts";
import type { Clock } from "#messages/clock.ts";
import type { Locale } from "#messages/locale.ts";
import { invitationStand } from "./queries.ts";
import type { Joining } from "./schema.ts";
import { tokenHash } from "./token.ts";
import type { InvitationStand } from "./types.ts";

const LASTS_MS = 7 * 24 * 3_600_000;
/** Nobody needs more, and each is a way in. */
const MAX_OPEN = 10;

/**
 * Makes a way into the household, for one person and for seven days.
 *
 * @returns it, and the token for its link, which cannot be had again: only its hash is kept
 * @throws AppError forbidden: only owners invite; conflict while ten are open
 */
export async function invite(
  actor: Actor,
  now: Date,
): Promise<{ invitationId: string; token: string }> {
  requireOwner(actor, "onlyOwnerInvites");
  const { householdId, accountId } = actor;
  const token = randomBytes(32).toString("base64url");
  const invitationId = await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const open = { householdId, usedAt: null, endsAt: { gt: now } };
    if ((await tx.invitation.count({ where: open })) >= MAX_OPEN)
      throw new AppError("conflict", "tooManyInvitations");
    const { id } = await tx.invitation.create({
      data: {
        ...{ householdId, invitedById: accountId, tokenHash: tokenHash(token) },
        ...{ createdAt: now, endsAt: new Date(now.getTime() + LASTS_MS) },
      },
    });
    await tx.auditEntry.create({
      data: { householdId, accountId, act: "household.invite", subject: id },
    });
    await announceChange(tx, householdId);
    return id;
  });
  return { invitationId, token };
}

/**
 * Ends an invitation that nobody has used. One that is gone already stays gone.
 *
 * @throws AppError forbidden: only owners do
 */
export async function takeBackInvitation(actor: Actor, invitationId: string): Promise<void> {
  requireOwner(actor, "onlyOwnerInvites");
  const { householdId, accountId } = actor;
  await db().$transaction(async (tx) => {
    const { count } = await tx.invitation.deleteMany({
      where: { id: invitationId, householdId, usedAt: null },
    });
    if (count === 0) return;
    await tx.auditEntry.create({
      data: {
        householdId,
        accountId,
        act: "household.take-back-invitation",
        subject: invitationId,
      },
    });
    await announceChange(tx, householdId);
  });
}

const refusals = {
  used: "invitationUsed",
  ended: "invitationEnded",
  unknown: "invitationUnknown",
} satisfies Record<Exclude<InvitationStand["stand"], "open">, RefusalKey>;

/**
 * Makes an account for whoever was invited, as a member. Of several who use one link at the same time
 * one becomes it.
 *
 * @throws AppError not-found when the invitation cannot be used, any more or at all; conflict when
 * somebody has the e-mail already
 */
export async function join(
  { token, password, ...account }: Joining,
  told: { locale: Locale; clock: Clock },
  now: Date,
): Promise<void> {
  // Before a password is hashed, which takes long, for anybody who asks.
  const { stand } = await invitationStand(token, now);
  if (stand !== "open") throw new AppError("not-found", refusals[stand]);
  const passwordHash = await hashPassword(password);
  const email = account.email.toLowerCase();
  await db().$transaction(async (tx) => {
    const [invitation] = await tx.invitation.updateManyAndReturn({
      where: { tokenHash: tokenHash(token), usedAt: null, endsAt: { gt: now } },
      data: { usedAt: now },
    });
    if (!invitation) throw new AppError("not-found", "invitationUsed");
    const [made] = await tx.account.createManyAndReturn({
      data: [{ ...account, email, passwordHash, ...told }],
      skipDuplicates: true,
    });
    if (!made) throw new AppError("conflict", "emailTaken");
    const { householdId, id } = invitation;
    await tx.membership.create({ data: { householdId, accountId: made.id, role: "member" } });
    await tx.auditEntry.create({
      data: { householdId, accountId: made.id, act: "household.join", subject: id },
    });
    await announceChange(tx, householdId);
  });
}
