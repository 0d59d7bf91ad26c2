/**
 * Signed deliveries: `queued → attempt 1…7 → delivered | refused | dead → queued again | expired`.
 *
 * 2xx delivers. 4xx is final. Everything else, redirects and silence included, is tried again on
 * Ring's ladder, then kept for 72 h as a dead letter, to be replayed on request. What is meant for a
 * disabled endpoint is a dead letter at once.
 */
import { signBody } from "#lib/infra/signature.ts";
import { createEndpoint, type Endpoint } from "./endpoint.ts";
import type { World } from "./world.ts";

/** Pauses before attempts 2 to 7: 1 s, 5 s, 30 s, 2 min, 10 min, 1 h. */
const RETRY_LADDER_MS = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000];

/** How long a dead letter can be replayed. */
const DEAD_LETTER_MS = 72 * 3_600_000;

type DeliveryState = "queued" | "delivered" | "refused" | "dead" | "expired";

export interface Delivery {
  id: number;
  state: DeliveryState;
  /** What is signed and sent, as text. */
  body: string;
  signature: string;
  attempts: { at: number; status: number | null; error: string | null; tookMs: number }[];
  /** Epoch ms at which it became a dead letter, or null. */
  deadAt: number | null;
  /** How often it was replayed. */
  replays: number;
}

/** What differs from an ordinary delivery. */
export interface SendOptions {
  /** Contract milliseconds before the first attempt. */
  delayMs?: number;
  /** Sent as X-Signature instead of the true one; null sends no header. */
  signature?: string | null;
  /** The first attempts whose answers count as too late, whatever they are. */
  unheardAttempts?: number;
}

export interface Webhooks {
  readonly deliveries: Delivery[];
  readonly endpoint: Endpoint;
  send(body: string | Buffer, options?: SendOptions): Delivery;
  /** Starts the ladder again for every dead letter of the last 72 h; returns how many. */
  replayDead(): number;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
  /** Drops everything on its way and forgets all deliveries. */
  clear(): Promise<void>;
}

export function createWebhooks(world: World): Webhooks {
  const deliveries: Delivery[] = [];
  const endpoint = createEndpoint(world);
  const bodies = new WeakMap<Delivery, Buffer<ArrayBuffer>>();
  const running = new Set<Promise<void>>();
  let cancel = new AbortController();

  const start = (delivery: Delivery, options: SendOptions) => {
    const { signal } = cancel;
    const bytes = bodies.get(delivery) ?? Buffer.alloc(0);
    const run = climb({ world, endpoint, delivery, bytes, signal, ...options }).catch(
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
    running.add(run);
    void run.finally(() => running.delete(run));
  };

  return {
    deliveries,
    endpoint,
    send(body, options = {}) {
      const bytes = Buffer.from(body);
      const signature = options.signature ?? signBody(bytes, world.settings.hmacKey);
      const delivery: Delivery = {
        id: deliveries.length + 1,
        state: "queued",
        body: bytes.toString(),
        signature: options.signature === null ? "" : signature,
        attempts: [],
        deadAt: null,
        replays: 0,
      };
      bodies.set(delivery, bytes);
      deliveries.push(delivery);
      if (world.settings.webhookUrl !== null) start(delivery, options);
      return delivery;
    },
    replayDead() {
      const oldest = world.clock.now() - world.clock.scaled(DEAD_LETTER_MS);
      const dead = deliveries.filter(({ state }) => state === "dead");
      const kept = dead.filter(({ deadAt }) => (deadAt ?? 0) > oldest);
      for (const delivery of dead) delivery.state = "expired";
      for (const delivery of kept) {
        delivery.state = "queued";
        delivery.replays += 1;
        start(delivery, {});
      }
      return kept.length;
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    async clear() {
      cancel.abort();
      cancel = new AbortController();
      await Promise.all(running);
      deliveries.length = 0;
      endpoint.enable();
    },
  };
}

interface Climb extends SendOptions {
  world: World;
  endpoint: Endpoint;
  delivery: Delivery;
  bytes: Buffer<ArrayBuffer>;
  signal: AbortSignal;
}

async function climb(run: Climb): Promise<void> {
  const { delivery, signal } = run;
  const { clock } = run.world;
  if (run.delayMs) await clock.wait(run.delayMs, signal);
  for (const pause of [...RETRY_LADDER_MS, null]) {
    if (run.endpoint.state.isDisabled) break;
    const status = await attempt(run);
    signal.throwIfAborted();
    run.endpoint.answered(status);
    if (status !== null && status < 300) return settle(delivery, "delivered");
    if (status !== null && status >= 400 && status < 500) return settle(delivery, "refused");
    if (pause !== null) await clock.wait(pause, signal);
  }
  delivery.deadAt = clock.now();
  settle(delivery, "dead");
}

function settle(delivery: Delivery, state: DeliveryState): void {
  delivery.state = state;
}

async function attempt(run: Climb): Promise<number | null> {
  const { attempts } = run.delivery;
  const startedAt = Date.now();
  const finish = (status: number | null, error: string | null) => {
    attempts.push({ at: startedAt, status, error, tookMs: Date.now() - startedAt });
    return status;
  };
  const isUnheard = attempts.length < (run.unheardAttempts ?? 0);
  try {
    const status = await post(run);
    return isUnheard ? finish(null, "the answer came too late") : finish(status, null);
  } catch (error) {
    return finish(null, error instanceof Error ? error.message : String(error));
  }
}

async function post({ world, delivery, bytes, signal }: Climb): Promise<number> {
  const { webhookUrl, webhookTimeoutMs } = world.settings;
  const response = await fetch(webhookUrl ?? "", {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/json",
      ...(delivery.signature !== "" && { "x-signature": delivery.signature }),
    },
    body: bytes,
    signal: AbortSignal.any([signal, AbortSignal.timeout(webhookTimeoutMs)]),
  });
  await response.body?.cancel();
  return response.status;
}
