import { raiseAlarm } from "#lib/alarms/commands.ts";
import { PermanentError } from "#lib/errors.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { decrypt, encrypt, type KeyRing, parseKeyRing, reseal } from "#lib/infra/encryption.ts";
import { env } from "#lib/infra/env.ts";
import { ring } from "#lib/infra/ring.ts";
import type { RingTokens } from "#lib/infra/ring-client/types.ts";

/** A pair of tokens as it is kept: encrypted, with the key's id. */
export function sealTokens({ accessToken, refreshToken, expiresAt }: RingTokens) {
  const keys = parseKeyRing(env().TOKEN_KEYS);
  return {
    accessToken: encrypt(keys, accessToken),
    refreshToken: encrypt(keys, refreshToken),
    accessTokenExpiresAt: expiresAt,
  };
}

/** A token that expires sooner than this is refreshed first. */
const EXPIRY_MARGIN_MS = 60_000;
/** How long a refresh waits for that of another process. */
const LOCK_TIMEOUT_MS = 20_000;
/** Our own waiting for a turn, and Postgres. */
const SLACK_MS = 10_000;

/** The refreshes of this process that are under way: however many jobs wait, each holds one connection. */
const refreshing = new Map<string, Promise<string>>();

/**
 * The account's access token, refreshed when it is about to expire or when `rejected` is the one we
 * hold. The row stays locked meanwhile, so that any number of jobs in any number of workers make one
 * refresh; the new pair is committed before anybody uses it.
 *
 * @throws PermanentError "needs-relink" when Ring no longer takes any of our tokens; the account is
 *   marked so, and its owner is told to link again.
 */
export async function accessTokenFor(
  ringAccountId: string,
  now: Date,
  rejected?: string,
): Promise<string> {
  const held = usableToken(await liveAccount(db(), ringAccountId), now, rejected);
  if (held !== undefined) return held;
  const running =
    refreshing.get(ringAccountId) ??
    refreshTokens(ringAccountId, now, rejected).finally(() => refreshing.delete(ringAccountId));
  refreshing.set(ringAccountId, running);
  return await running;
}

async function refreshTokens(ringAccountId: string, now: Date, rejected?: string): Promise<string> {
  const current = async (tx: Transaction) => {
    const account = await lockAccount(tx, ringAccountId);
    const held = usableToken(account, now, rejected);
    if (held !== undefined) return held;
    const kept = [account.refreshToken, account.previousRefreshToken].filter((each) => !!each);
    const refreshed = await refreshWithAny(kept, parseKeyRing(env().TOKEN_KEYS));
    if (!refreshed) {
      await tx.ringAccount.update({
        where: { id: ringAccountId },
        data: { state: "needs_relink" },
      });
      const { householdId } = account;
      await raiseAlarm(tx, { householdId, kind: "needs_relink", subject: ringAccountId }, now);
      return undefined;
    }
    await tx.ringAccount.update({
      where: { id: ringAccountId },
      data: { ...sealTokens(refreshed.tokens), previousRefreshToken: refreshed.with },
    });
    return refreshed.tokens.accessToken;
  };
  // A pair that is not written is lost: there must be time for both tokens and for both answers.
  const timeout = LOCK_TIMEOUT_MS + 2 * env().RING_TIMEOUT_S * 1000 + SLACK_MS;
  const token = await db().$transaction(current, { timeout });
  if (token === undefined) throw needsRelink();
  return token;
}

/** The token that we hold, unless it is about to expire or is the one that was `rejected`. */
function usableToken({ accessToken, expiresAt }: LiveAccount, now: Date, rejected?: string) {
  if (expiresAt.getTime() < now.getTime() + EXPIRY_MARGIN_MS) return undefined;
  const held = decrypt(parseKeyRing(env().TOKEN_KEYS), accessToken);
  return held === rejected ? undefined : held;
}

/**
 * A new pair for the first refresh token that Ring takes, or undefined when it definitely takes none.
 * The one before the last may still be good where a crash lost what Ring answered.
 */
async function refreshWithAny<Sealed extends Uint8Array>(
  refreshTokens: readonly Sealed[],
  keys: ReturnType<typeof parseKeyRing>,
): Promise<{ tokens: RingTokens; with: Sealed } | undefined> {
  for (const refreshToken of refreshTokens) {
    try {
      return { tokens: await ring().refresh(decrypt(keys, refreshToken)), with: refreshToken };
    } catch (error) {
      if (!(error instanceof PermanentError && error.reason === "needs-relink")) throw error;
    }
  }
  return undefined;
}

const needsRelink = () => new PermanentError("needs-relink", "The Ring account is not linked.");

async function lockAccount(tx: Transaction, ringAccountId: string): Promise<LiveAccount> {
  await tx.$queryRaw`select set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, true)`;
  await tx.$queryRaw`select 1 from ring_accounts where id = ${ringAccountId}::uuid for update`;
  return await liveAccount(tx, ringAccountId);
}

type LiveAccount = Awaited<ReturnType<typeof liveAccount>>;

/** @throws PermanentError "needs-relink" */
async function liveAccount(tx: Transaction, ringAccountId: string) {
  const account = await tx.ringAccount.findUnique({ where: { id: ringAccountId } });
  const isLive = account?.state === "linked" || account?.state === "awaiting";
  if (!isLive || !account.accessToken || !account.refreshToken) throw needsRelink();
  return {
    householdId: account.householdId,
    accessToken: account.accessToken,
    refreshToken: account.refreshToken,
    previousRefreshToken: account.previousRefreshToken,
    expiresAt: account.accessTokenExpiresAt ?? new Date(0),
  };
}

/**
 * Encrypts with the current key what another key of the ring encrypted, so that the other one can be
 * dropped from TOKEN_KEYS. Tokens that are refreshed meanwhile are left alone, for the next time.
 */
export async function resealTokens(): Promise<void> {
  const keys = parseKeyRing(env().TOKEN_KEYS);
  for (const { id, ...account } of await db().ringAccount.findMany()) {
    const { accessToken, refreshToken, previousRefreshToken } = account;
    const held = { accessToken, refreshToken, previousRefreshToken };
    await db().ringAccount.updateMany({ where: { id, ...held }, data: resealed(keys, held) });
  }
  for (const { id, accessToken, refreshToken } of await db().unclaimedRingAccount.findMany()) {
    const held = { accessToken, refreshToken };
    const data = resealed(keys, held);
    await db().unclaimedRingAccount.updateMany({ where: { id, ...held }, data });
  }
}

/** Those of the tokens that have to change. */
function resealed<Column extends string>(
  keys: KeyRing,
  held: Record<Column, Uint8Array | null>,
): Partial<Record<Column, Uint8Array<ArrayBuffer>>> {
  const changed = Object.entries<Uint8Array | null>(held).flatMap(([column, sealed]) => {
    const fresh = sealed && reseal(keys, sealed);
    return fresh ? [[column, fresh]] : [];
  });
  return Object.fromEntries(changed);
}
