import { AppError } from "#lib/errors.ts";
import { inBatches } from "#lib/infra/batches.ts";
import { db } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
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
    throw new AppError("unauthenticated", "badSignature");
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

/** Has the account's cameras read again from Ring; not before `runAt`, if given. */
export async function syncCamerasSoon(ringAccountId: string, runAt?: Date): Promise<void> {
  const options = { key: `sync:${ringAccountId}`, ...(runAt && { runAt }) };
  await db().$transaction((tx) => enqueue(tx, "sync-cameras", { ringAccountId }, options));
}
