/** Plays the demo script against the emulated world. */
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import {
  DEMO_HOUSEHOLD,
  FIRST_LIVE_MS,
  LIVE_SPACING_MS,
  LIVE_VISITS,
  liveVisit,
  PAST_SPACING_MS,
  PAST_VISITS,
  type Visit,
} from "./demo-script.ts";
import { addAccount } from "./households.ts";
import { addEvent } from "./ordering.ts";
import type { Webhooks } from "./webhooks.ts";
import type { World } from "./world.ts";

export interface Demo {
  /** Makes the household; safe to repeat. */
  prepare(): void;
  /** Plays from the beginning; false when it is already playing. */
  start(): boolean;
  /** Plays unless it has ever played. */
  startOnce(): void;
  /**
   * `startOnce` a little after the product's port opens: a household that was linked in an earlier
   * run lists its devices much later, if at all.
   */
  startWhenReachable(): void;
  stop(): void;
}

export function createDemo(world: World, webhooks: Webhooks): Demo {
  let playing: AbortController | null = null;
  let played = false;
  const watching = new AbortController();

  const prepare = () => {
    const made = [...world.accounts.values()].some((a) => a.firstName === DEMO_HOUSEHOLD.name);
    if (!made) addAccount(world, DEMO_HOUSEHOLD);
  };

  const start = () => {
    if (playing) return false;
    prepare();
    const cancel = new AbortController();
    playing = cancel;
    played = true;
    play(world, webhooks, cancel.signal)
      .catch((error: unknown) => {
        if (!cancel.signal.aborted) process.stderr.write(`demo script stopped: ${error}\n`);
      })
      .finally(() => {
        if (playing === cancel) playing = null;
      });
    return true;
  };

  return {
    prepare,
    start,
    startOnce() {
      if (!played) start();
    },
    startWhenReachable() {
      const { webhookUrl } = world.settings;
      if (webhookUrl === null) return;
      whenOpen(world, new URL(webhookUrl), watching.signal).then(
        () => played || start(),
        () => undefined,
      );
    },
    stop() {
      watching.abort();
      playing?.abort();
      playing = null;
    },
  };
}

/** From the open port to the first delivery: time for the household's first device list. */
const GRACE_MS = 5_000;
const PROBE_MS = 500;

async function whenOpen(world: World, url: URL, signal: AbortSignal): Promise<void> {
  while (!(await isOpen(url))) await delay(PROBE_MS, undefined, { signal });
  await world.clock.wait(GRACE_MS, signal);
}

/** Whether somebody listens there; says nothing that a log would keep. */
function isOpen({ hostname, port, protocol }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const number = Number(port || (protocol === "https:" ? 443 : 80));
    const socket = connect({ host: hostname, port: number });
    const settle = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}

async function play(world: World, webhooks: Webhooks, signal: AbortSignal): Promise<void> {
  const { clock } = world;
  const startedAt = clock.now();
  const deliver = (visit: Visit, at: number) => {
    const { camera: device, ...rest } = visit;
    return addEvent(world, webhooks, { device, ...rest, at });
  };
  for (const { minutesAgo, ...visit } of PAST_VISITS) {
    await deliver(visit, startedAt - minutesAgo * 60_000);
    await clock.wait(PAST_SPACING_MS, signal);
  }
  await clock.wait(FIRST_LIVE_MS - PAST_VISITS.length * PAST_SPACING_MS, signal);
  for (let number = 0; number < LIVE_VISITS; number++) {
    await deliver(liveVisit(number), clock.now());
    await clock.wait(LIVE_SPACING_MS, signal);
  }
}
