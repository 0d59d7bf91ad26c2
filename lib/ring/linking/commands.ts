import { setTimeout as delay } from "node:timers/promises";
import { requireOwner } from "#lib/accounts/owner.ts";
import type { Actor, HouseholdId } from "#lib/accounts/types.ts";
import { clearAlarm } from "#lib/alarms/commands.ts";
import { graceBefore } from "#lib/erasure/queries.ts";
import { AppError, PermanentError } from "#lib/errors.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { announceChange } from "#lib/infra/live.ts";
import { ring } from "#lib/infra/ring.ts";
import { TokenExpiredError } from "#lib/infra/ring-client/refusals.ts";
import type { RingTokens } from "#lib/infra/ring-client/types.ts";
import { verifyLinkNonce } from "#lib/infra/signature.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { sealTokens } from "../tokens/commands.ts";
import { isTimely, type LinkProof, maskEmail } from "./proof.ts";

/**
 * Trades the one-time code that Ring brings for tokens and keeps them, unclaimed, under Ring's account
 * id. Whose they are is known once somebody follows Ring's redirect: see `claimRingAccount`.
 *
 * @throws AppError invalid when the code is not good, any more or at all
 */
export async function receiveLinkCode(code: string, now: Date): Promise<void> {
  try {
    const { tokens, accountId } = await introduce(await ring().exchangeCode(code));
    const pair = { ...sealTokens(tokens), receivedAt: now };
    await db().unclaimedRingAccount.upsert({
      where: { ringAccountId: accountId },
      update: pair,
      create: { ...pair, ringAccountId: accountId },
    });
  } catch (error) {
    if (error instanceof PermanentError && error.reason === "needs-relink")
      throw new AppError("invalid", "badLinkCode", { cause: error });
    throw error;
  }
}

/** Times that a fresh pair is tried, and the pause before each further time. */
const INTRODUCTION = { attempts: 4, pauseMs: 1_000 };

/**
 * Asks Ring whose the tokens are. Their code is spent, so that they are not given up at once: where Ring
 * refuses a token that it has only just made, a fresh pair is asked for; where it is in trouble, the
 * same pair is tried again.
 */
async function introduce(
  tokens: RingTokens,
  attempt = 1,
): Promise<{ tokens: RingTokens; accountId: string }> {
  try {
    return { tokens, ...(await ring().usersMe(tokens.accessToken)) };
  } catch (error) {
    if (error instanceof PermanentError || attempt === INTRODUCTION.attempts) throw error;
    await delay(INTRODUCTION.pauseMs);
    const isRefused = error instanceof TokenExpiredError;
    const next = isRefused ? await ring().refresh(tokens.refreshToken) : tokens;
    return await introduce(next, attempt + 1);
  }
}

const oldestGood = (now: Date) => new Date(now.getTime() - env().RING_LINK_MAX_AGE_S * 1000);

/**
 * Gives the unclaimed account that the redirect is about to the actor's household, and has Ring told.
 * Until Ring has confirmed it the account is "almost linked".
 *
 * @returns our id of the account
 * @throws AppError invalid: too old or of the future; not-found: no such account waits; conflict: it
 *   is another household's, or still being erased; forbidden: only owners link
 */
export async function claimRingAccount(
  actor: Actor,
  proof: LinkProof,
  now: Date,
): Promise<{ ringAccountId: string }> {
  const settings = env();
  requireOwner(actor, "onlyOwnerLinks");
  const maxAgeMs = settings.RING_LINK_MAX_AGE_S * 1000;
  const window = { maxAgeMs, futureSkewMs: settings.RING_LINK_FUTURE_SKEW_MS };
  if (!isTimely(proof, now, window)) throw new AppError("invalid", "linkTooOld");
  return await db().$transaction(async (tx) => {
    const waiting = await tx.unclaimedRingAccount.findMany({
      where: { receivedAt: { gte: oldestGood(now) } },
    });
    const { RING_HMAC_KEYS: keys, RING_HMAC_KEY_ENCODING: encoding } = settings;
    // All are tried, so that the time taken says nothing about which one matched.
    const [unclaimed] = waiting.filter(({ ringAccountId }) =>
      verifyLinkNonce(proof, ringAccountId, keys, encoding),
    );
    if (!unclaimed || !(await take(tx, unclaimed.id)))
      throw new AppError("not-found", "linkUnknown");
    await assertFree(tx, unclaimed.ringAccountId, actor.householdId);
    const { accessToken, refreshToken, accessTokenExpiresAt } = unclaimed;
    const data = {
      householdId: actor.householdId,
      state: "awaiting" as const,
      ...{ accessToken, refreshToken, accessTokenExpiresAt, previousRefreshToken: null },
      ...{ accountIdentifier: maskEmail(actor.email), linkNonce: proof.nonce },
      linkedAt: new Date(Number(proof.time)),
    };
    const { id: ringAccountId } = await tx.ringAccount.upsert({
      where: { ringAccountId: unclaimed.ringAccountId },
      update: data,
      create: { ...data, ringAccountId: unclaimed.ringAccountId },
    });
    const { householdId, accountId } = actor;
    await tx.auditEntry.create({
      data: { householdId, accountId, act: "ring.link", subject: ringAccountId },
    });
    await clearAlarm(tx, { householdId, kind: "needs_relink", subject: ringAccountId }, now);
    await completeLinkSoon(tx, ringAccountId);
    await announceChange(tx, actor.householdId);
    return { ringAccountId };
  });
}

/**
 * Has the tokens refreshed that have ended, used or not, tries again what is almost linked, forgets
 * the accounts that nobody claimed while their link was good, and has those cameras erased whose grace
 * is over.
 */
export async function tendRingAccounts(now: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.unclaimedRingAccount.deleteMany({ where: { receivedAt: { lt: oldestGood(now) } } });
    const ended = await tx.ringAccount.findMany({
      where: { state: { in: ["linked", "awaiting"] }, accessTokenExpiresAt: { lt: now } },
    });
    for (const { id: ringAccountId } of ended)
      await enqueue(tx, "refresh-tokens", { ringAccountId }, { key: `refresh:${ringAccountId}` });
    for (const { id } of await tx.ringAccount.findMany({ where: { state: "awaiting" } }))
      await completeLinkSoon(tx, id);
    const gone = await tx.camera.findMany({
      where: { removedAt: { lt: graceBefore(now) }, ringAccount: { state: { not: "removed" } } },
    });
    for (const { id: cameraId } of gone)
      await enqueue(tx, "erase-camera", { cameraId }, { key: `erase:${cameraId}` });
  });
}

/** Holds the account that we know under Ring's id, if any. @throws AppError conflict */
async function assertFree(tx: Transaction, ringsId: string, householdId: string): Promise<void> {
  await tx.$queryRaw`select 1 from ring_accounts where ring_account_id = ${ringsId} for update`;
  const known = await tx.ringAccount.findUnique({ where: { ringAccountId: ringsId } });
  if (known?.state === "removed") throw new AppError("conflict", "stillErasing");
  if (known && known.householdId !== householdId) throw new AppError("conflict", "linkedElsewhere");
}

/** Of several who claim at once, one gets it. */
async function take(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.unclaimedRingAccount.deleteMany({ where: { id } })).count > 0;
}

async function completeLinkSoon(tx: Transaction, ringAccountId: string): Promise<void> {
  const options = { key: `complete-link:${ringAccountId}`, priority: -2 };
  await enqueue(tx, "complete-link", { ringAccountId }, options);
}

/** Tries the last step again for an account that is almost linked. @throws AppError not-found */
export async function retryLink(actor: Actor, ringAccountId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const account = await tx.ringAccount.findFirst({
      where: { id: ringAccountId, householdId: actor.householdId, state: "awaiting" },
    });
    if (!account) throw new AppError("not-found", "noLongerWaiting");
    await completeLinkSoon(tx, ringAccountId);
  });
}

/** Ring has taken the nonce: it is not sent again. */
export async function recordConfirmedLink(ringAccountId: string): Promise<void> {
  await db().ringAccount.update({ where: { id: ringAccountId }, data: { linkNonce: null } });
}

/** Ring has completed the link: the account is live, and its cameras are read. */
export async function recordCompletedLink(ringAccountId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.ringAccount.updateMany({
      where: { id: ringAccountId, state: "awaiting" },
      data: { state: "linked", linkNonce: null },
    });
    if (count === 0) return;
    await enqueue(tx, "sync-cameras", { ringAccountId }, { key: `sync:${ringAccountId}` });
    const { householdId } = await tx.ringAccount.findUniqueOrThrow({
      where: { id: ringAccountId },
    });
    await announceChange(tx, householdId);
  });
}

/**
 * Trades Ring's one-time code for tokens and keeps the account for the household.
 *
 * @throws AppError conflict when the account is another household's: its cameras, and with them all
 *   that they have seen and will see, are that household's.
 */
export async function linkRingAccount(householdId: HouseholdId, code: string): Promise<string> {
  const tokens = await ring().exchangeCode(code);
  const { accountId } = await ring().usersMe(tokens.accessToken);
  const data = sealTokens(tokens);
  return await db().$transaction(async (tx) => {
    await assertFree(tx, accountId, householdId);
    const account = await tx.ringAccount.upsert({
      where: { ringAccountId: accountId },
      update: { ...data, state: "linked" },
      create: { ...data, householdId, ringAccountId: accountId },
    });
    await enqueue(tx, "sync-cameras", { ringAccountId: account.id });
    return account.id;
  });
}
