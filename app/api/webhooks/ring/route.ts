import { AppError } from "#lib/errors.ts";
import { env } from "#lib/infra/env.ts";
import { logger } from "#lib/infra/logger.ts";
import { receiveDelivery, verifyDelivery } from "#lib/ring/commands.ts";
import { noteBadSignature } from "#lib/ring/intake/commands.ts";
import { readCapped } from "../../../_server/body.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

const MAX_BODY_BYTES = 256 * 1024;

/**
 * Ring's webhooks: raw bytes, signature, inbox and job in one transaction, nothing else. Ring never
 * retries a 4xx, so whatever is not plainly the sender's fault is answered 503 or 2xx.
 */
export async function POST(request: Request): Promise<Response> {
  const receivedAt = new Date();
  const body = await readCapped(request, MAX_BODY_BYTES);
  if (!body) return new Response(null, { status: 413 });
  try {
    const signature = request.headers.get(env().RING_SIGNATURE_HEADER);
    const delivery = verifyDelivery(body, signature);
    await receiveDelivery(delivery, receivedAt);
    return new Response(null, { status: 202 });
  } catch (error) {
    if (error instanceof AppError) {
      logger.warn("webhook with a wrong signature");
      noteBadSignature(receivedAt);
      return new Response(null, { status: env().RING_BAD_SIGNATURE_STATUS });
    }
    logger.error({ err: error }, "webhook not stored: Ring will send it again");
    return new Response(null, { status: 503, headers: { "retry-after": "5" } });
  }
}
