import { raiseAlarm } from "#lib/alarms/commands.ts";
import { PermanentError } from "#lib/errors.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { decrypt, encrypt, parseKeyRing } from "#lib/infra/encryption.ts";
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
/** Longer than waiting for the row (20 s) and for two answers of Ring's (15 s each): a pair not written is lost. */
const REFRESH_WITHIN_MS = 60_000;

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
  const current = async (tx: Transaction) => {
    const account = await lockAccount(tx, ringAccountId);
    const keys = parseKeyRing(env().TOKEN_KEYS);
    const held = decrypt(keys, account.accessToken);
    const expired = account.expiresAt.getTime() < now.getTime() + EXPIRY_MARGIN_MS;
    if (!expired && held !== rejected) return held;
    const kept = [account.refreshToken, account.previousRefreshToken].filter((each) => !!each);
    const refreshed = await refreshWithAny(kept, keys);
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
  const token = await db().$transaction(current, { timeout: REFRESH_WITHIN_MS });
  if (token === undefined) throw needsRelink();
  return token;
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

async function lockAccount(tx: Transaction, ringAccountId: string) {
  await tx.$executeRaw`set local lock_timeout = '20s'`;
  await tx.$queryRaw`select 1 from ring_accounts where id = ${ringAccountId}::uuid for update`;
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
