import { requireOwner } from "#lib/accounts/owner.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { clearAlarm } from "#lib/alarms/commands.ts";
import { AppError } from "#lib/errors.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { dequeue, enqueue } from "#lib/jobs/queue.ts";
import type { RingAccount } from "#prisma/generated/client.ts";

/** Somebody else may be refreshing the tokens, and Ring may take its time to answer. */
const WITHIN_MS = 60_000;

/**
 * Ends the link from our side: the tokens are gone at once, and all that the account brought soon.
 * Ring offers no way to end it on its side. A second press changes nothing.
 *
 * @throws AppError forbidden: only owners disconnect; not-found, also for another household's account
 */
export async function disconnectRingAccount(
  actor: Actor,
  ringAccountId: string,
  now: Date,
): Promise<void> {
  requireOwner(actor, "onlyOwnerDisconnects");
  const { householdId, accountId } = actor;
  const disconnect = async (tx: Transaction) => {
    const account = await tx.ringAccount.findUnique({ where: { id: ringAccountId, householdId } });
    if (!account) throw new AppError("not-found", "ringAccountGone");
    // A pair that waits to be claimed for the same Ring account is also a way in.
    const { ringAccountId: ringsId } = account;
    await tx.unclaimedRingAccount.deleteMany({ where: { ringAccountId: ringsId } });
    await endLink(tx, account, { cause: "disconnected", accountId }, now);
  };
  await db().$transaction(disconnect, { timeout: WITHIN_MS });
}

/**
 * Ring's user has removed Kith in the Ring app: the same without asking. News that is older than the
 * link that we hold is of an earlier one. Both times are Ring's own.
 *
 * @param ringAccountId Ring's id
 * @returns what became of the news
 */
export async function noteIntegrationRemoved(
  ringAccountId: string,
  removedAt: Date,
  now: Date,
): Promise<"integration-removed" | "integration-linked-since" | "unlinked-account"> {
  const note = async (tx: Transaction) => {
    const account = await tx.ringAccount.findUnique({ where: { ringAccountId } });
    if (!account || account.state === "removed") return "unlinked-account" as const;
    if (removedAt < account.linkedAt) return "integration-linked-since" as const;
    await endLink(tx, account, { cause: "removed-in-ring", accountId: null }, now);
    return "integration-removed" as const;
  };
  return await db().$transaction(note, { timeout: WITHIN_MS });
}

type Ending = {
  cause: "disconnected" | "removed-in-ring";
  /** Who did it here; null when it was done in the Ring app. */
  accountId: string | null;
};

/** The keys, before our id, of what an account has to do. Jobs about its events see for themselves. */
const ACCOUNT_JOBS = ["sync", "refresh", "complete-link", "compare"];

async function endLink(
  tx: Transaction,
  { id, householdId }: RingAccount,
  { cause, accountId }: Ending,
  now: Date,
): Promise<void> {
  const tokens = { accessToken: null, refreshToken: null, previousRefreshToken: null };
  const { count } = await tx.ringAccount.updateMany({
    where: { id, state: { not: "removed" } },
    data: { state: "removed", ...tokens, accessTokenExpiresAt: null, linkNonce: null },
  });
  if (count === 0) return;
  await tx.auditEntry.create({
    data: { householdId, accountId, act: "ring.disconnect", subject: id, detail: { cause } },
  });
  for (const kind of ["needs_relink", "webhooks_stopped"] as const)
    await clearAlarm(tx, { householdId, kind, subject: id }, now);
  await dequeue(
    tx,
    ACCOUNT_JOBS.map((name) => `${name}:${id}`),
  );
  await eraseSoon(tx, id, cause, now);
  await announceChange(tx, householdId);
}

const HOUR_MS = 3_600_000;

/** Erasing was given up: it begins again in an hour, for what is left. */
export async function eraseLater(
  ringAccountId: string,
  cause: Ending["cause"],
  now: Date,
): Promise<void> {
  const runAt = new Date(now.getTime() + HOUR_MS);
  await db().$transaction((tx) => eraseSoon(tx, ringAccountId, cause, runAt));
}

async function eraseSoon(
  tx: Transaction,
  ringAccountId: string,
  cause: Ending["cause"],
  runAt: Date,
): Promise<void> {
  const options = { key: `erase:${ringAccountId}`, runAt };
  await enqueue(tx, "erase-ring-account", { ringAccountId, cause }, options);
}
