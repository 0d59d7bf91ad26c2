import type { HouseholdId } from "#lib/accounts/types.ts";
import { AppError, PermanentError } from "#lib/errors.ts";
import { inBatches } from "#lib/infra/batches.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { decrypt, encrypt, parseKeyRing } from "#lib/infra/encryption.ts";
import { env } from "#lib/infra/env.ts";
import { ring } from "#lib/infra/ring.ts";
import { verifySignature } from "#lib/infra/signature.ts";
import { addJob, enqueue } from "#lib/jobs/queue.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { deliveryKeys } from "./payload.ts";
import type { DeliveryKeys } from "./types.ts";

declare const verified: unique symbol;
/** The raw body of a webhook whose signature was right. */
export type VerifiedDelivery = { readonly body: Uint8Array<ArrayBuffer> } & {
  readonly [verified]: true;
};

/** @throws AppError unauthenticated, without saying what was wrong. */
export function verifyDelivery(
  body: Uint8Array<ArrayBuffer>,
  signature: string | null,
): VerifiedDelivery {
  const { RING_HMAC_KEYS, RING_HMAC_KEY_ENCODING } = env();
  if (!verifySignature(body, signature, RING_HMAC_KEYS, RING_HMAC_KEY_ENCODING))
    throw new AppError("unauthenticated", "The signature is not right.");
  return { body } as VerifiedDelivery;
}

type Arrival = DeliveryKeys & Pick<VerifiedDelivery, "body"> & { readonly receivedAt: Date };

/** Deliveries a statement: at 200 a second a statement that takes a third of a second still holds all. */
const MAX_TOGETHER = 64;
/** The second one is read by Postgres while the first one waits for the disk. */
const STATEMENTS_AT_ONCE = 2;

/**
 * Puts a delivery into the inbox together with its job. A repetition, under its request id or as the
 * same event under a new one, is only counted.
 *
 * [Note: Together] Postgres lets transactions that announce something, as adding a job does, wait for
 * the disk one after the other. Deliveries that arrive meanwhile therefore share the next statement,
 * which is a transaction of its own; one that arrives alone is not kept waiting.
 */
export async function receiveDelivery(
  { body }: VerifiedDelivery,
  receivedAt: Date,
): Promise<"new" | "repeated"> {
  const keys = deliveryKeys(body);
  const isNew = await keepDelivery({ ...keys, body, receivedAt });
  if (isNew) return "new";
  const { requestId, semanticKey } = keys;
  await db().webhookDelivery.updateMany({
    where: { OR: [{ requestId }, { semanticKey }] },
    data: { repeats: { increment: 1 } },
  });
  return "repeated";
}

const keepDelivery = inBatches(keepDeliveries, {
  maxItems: MAX_TOGETHER,
  atOnce: STATEMENTS_AT_ONCE,
});

/** @returns for each whether it is new */
async function keepDeliveries(arrivals: readonly Arrival[]): Promise<boolean[]> {
  const job = addJob("receive-event", Prisma.sql`json_build_object('deliveryId', kept.id)`, {
    priority: -1,
  });
  const added = await db().$queryRaw<{ requestId: string }[]>`
    with arrived as (
      select * from unnest(
        ${arrivals.map(({ requestId }) => requestId)}::text[],
        ${arrivals.map(({ semanticKey }) => semanticKey)}::text[],
        ${arrivals.map(({ ringAccountId }) => ringAccountId ?? "")}::text[],
        ${arrivals.map(({ body }) => Buffer.from(body).toString("base64"))}::text[],
        ${arrivals.map(({ receivedAt }) => receivedAt.toISOString())}::text[]
      ) as arrival (request_id, semantic_key, ring_account_id, body, received_at)
    ), kept as (
      insert into webhook_deliveries
        (id, request_id, semantic_key, ring_account_id, body, received_at)
      select gen_random_uuid(), request_id, semantic_key, nullif(ring_account_id, ''),
        decode(body, 'base64'), received_at::timestamptz
      from arrived
      on conflict do nothing
      returning id, request_id
    )
    select kept.request_id as "requestId" from kept, lateral ${job} as job`;
  const fresh = new Set(added.map(({ requestId }) => requestId));
  // Of several with one request id the first one is the new one.
  return arrivals.map(({ requestId }) => fresh.delete(requestId));
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
  const data = sealed(tokens);
  return await db().$transaction(async (tx) => {
    const known = await tx.ringAccount.findUnique({ where: { ringAccountId: accountId } });
    if (known && known.householdId !== householdId)
      throw new AppError("conflict", "This Ring account is linked to another household.");
    const account = await tx.ringAccount.upsert({
      where: { ringAccountId: accountId },
      update: { ...data, state: "linked" },
      create: { ...data, householdId, ringAccountId: accountId },
    });
    await enqueue(tx, "sync-cameras", { ringAccountId: account.id });
    return account.id;
  });
}

/** Has the account's cameras read again from Ring. */
export async function syncCamerasSoon(ringAccountId: string): Promise<void> {
  await db().$transaction((tx) =>
    enqueue(tx, "sync-cameras", { ringAccountId }, { key: `sync:${ringAccountId}` }),
  );
}

type Tokens = { accessToken: string; refreshToken: string; expiresAt: Date };

function sealed(tokens: Tokens) {
  const keys = parseKeyRing(env().TOKEN_KEYS);
  return {
    accessToken: encrypt(keys, tokens.accessToken),
    refreshToken: encrypt(keys, tokens.refreshToken),
    accessTokenExpiresAt: tokens.expiresAt,
  };
}

/** A token that expires sooner than this is refreshed first. */
const EXPIRY_MARGIN_MS = 60_000;
/** Longer than waiting for the row (20 s) and for Ring's answer (15 s): a pair not written is lost. */
const REFRESH_WITHIN_MS = 60_000;

/**
 * The account's access token, refreshed when it is about to expire or when `rejected` is the one we
 * hold. The row stays locked meanwhile, so that any number of jobs in any number of workers make one
 * refresh; the new pair is committed before anybody uses it.
 *
 * @throws PermanentError "needs-relink" when Ring no longer knows the account.
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
    const tokens = await ring().refresh(decrypt(keys, account.refreshToken));
    await tx.ringAccount.update({
      where: { id: ringAccountId },
      data: { ...sealed(tokens), previousRefreshToken: account.refreshToken },
    });
    return tokens.accessToken;
  };
  return await db().$transaction(current, { timeout: REFRESH_WITHIN_MS });
}

async function lockAccount(tx: Transaction, ringAccountId: string) {
  await tx.$executeRaw`set local lock_timeout = '20s'`;
  await tx.$queryRaw`select 1 from ring_accounts where id = ${ringAccountId}::uuid for update`;
  const account = await tx.ringAccount.findUnique({ where: { id: ringAccountId } });
  if (account?.state !== "linked" || !account.accessToken || !account.refreshToken)
    throw new PermanentError("needs-relink", "The Ring account is not linked.");
  return {
    accessToken: account.accessToken,
    refreshToken: account.refreshToken,
    expiresAt: account.accessTokenExpiresAt ?? new Date(0),
  };
}
