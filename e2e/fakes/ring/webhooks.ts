/**
 * Signed deliveries: `queued → attempt 1…7 → delivered | refused | dead → replayed`.
 *
 * 2xx delivers. 4xx is final. Everything else, redirects and silence included, is tried again on
 * Ring's ladder, then kept as a dead letter until somebody asks for a replay.
 */
import { signBody } from "#lib/infra/signature.ts";
import type { World } from "./world.ts";

/** Pauses before attempts 2 to 7: 1 s, 5 s, 30 s, 2 min, 10 min, 1 h. */
const RETRY_LADDER_MS = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000];

type DeliveryState = "queued" | "delivered" | "refused" | "dead";

export interface Delivery {
  id: number;
  state: DeliveryState;
  /** The exact text that is signed and sent. */
  body: string;
  signature: string;
  attempts: { at: number; status: number | null; error: string | null; tookMs: number }[];
}

/** What differs from an ordinary delivery. */
interface SendOptions {
  /** Contract milliseconds before the first attempt. */
  delayMs?: number;
  /** Sent as X-Signature instead of the true one; null sends no header. */
  signature?: string | null;
}

export interface Webhooks {
  readonly deliveries: Delivery[];
  send(body: string, options?: SendOptions): Delivery;
  /** Starts the ladder again for every dead letter; returns how many. */
  replayDead(): number;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
  /** Drops everything on its way and forgets all deliveries. */
  clear(): Promise<void>;
}

export function createWebhooks(world: World): Webhooks {
  const deliveries: Delivery[] = [];
  const running = new Set<Promise<void>>();
  let cancel = new AbortController();

  const start = (delivery: Delivery, options: SendOptions) => {
    const { signal } = cancel;
    const run = climb(world, delivery, options, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    running.add(run);
    void run.finally(() => running.delete(run));
  };

  return {
    deliveries,
    send(body, options = {}) {
      const signature = options.signature ?? signBody(Buffer.from(body), world.settings.hmacKey);
      const delivery: Delivery = {
        id: deliveries.length + 1,
        state: "queued",
        body,
        signature: options.signature === null ? "" : signature,
        attempts: [],
      };
      deliveries.push(delivery);
      if (world.settings.webhookUrl !== null) start(delivery, options);
      return delivery;
    },
    replayDead() {
      const dead = deliveries.filter((delivery) => delivery.state === "dead");
      for (const delivery of dead) {
        delivery.state = "queued";
        start(delivery, {});
      }
      return dead.length;
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    async clear() {
      cancel.abort();
      cancel = new AbortController();
      await Promise.all(running);
      deliveries.length = 0;
    },
  };
}

async function climb(
  world: World,
  delivery: Delivery,
  options: SendOptions,
  signal: AbortSignal,
): Promise<void> {
  if (options.delayMs) await world.clock.wait(options.delayMs, signal);
  for (const pause of [...RETRY_LADDER_MS, null]) {
    const status = await attempt(world, delivery, signal);
    signal.throwIfAborted();
    if (status !== null && status < 300) return settle(delivery, "delivered");
    if (status !== null && status >= 400 && status < 500) return settle(delivery, "refused");
    if (pause === null) return settle(delivery, "dead");
    await world.clock.wait(pause, signal);
  }
}

function settle(delivery: Delivery, state: DeliveryState): void {
  delivery.state = state;
}

async function attempt(
  world: World,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<number | null> {
  const startedAt = Date.now();
  const finish = (status: number | null, error: string | null) => {
    delivery.attempts.push({ at: startedAt, status, error, tookMs: Date.now() - startedAt });
    return status;
  };
  try {
    const response = await fetch(world.settings.webhookUrl ?? "", {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        ...(delivery.signature !== "" && { "x-signature": delivery.signature }),
      },
      body: delivery.body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(world.settings.webhookTimeoutMs)]),
    });
    await response.body?.cancel();
    return finish(response.status, null);
  } catch (error) {
    return finish(null, error instanceof Error ? error.message : String(error));
  }
}
