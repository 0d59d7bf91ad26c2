/** What a storm is made of. Everything follows from the seed. */
import type { FaultsInput } from "#e2e/fakes/ring/faults.ts";
import { below, between, type Random, randomFrom, shuffled } from "./random.ts";

export type StormOrder = { seed: number; events: number; kills: number };

/** How an event's webhook goes its way. `dropped`: never; only Ring's history has the event. */
export type Delivery = "prompt" | "dropped" | "duplicated" | "reordered" | "late";

/** Two seconds of a test picture, or three of a rendered visitor. */
export type Media = "none" | "test-picture" | "visitor";

/** Times are in milliseconds from the storm's beginning. */
export type PlannedEvent = {
  /** Negative: it has happened already, and its webhook comes late or never. */
  atMs: number;
  household: number;
  camera: number;
  type: "button_press" | "motion_detected";
  media: Media;
  delivery: Delivery;
  /** From the event to its webhook; of a dropped one, how far the event lies back. */
  delayMs: number;
  /** A duplicate's second message comes so much later, with a request id of its own or the same. */
  copyAfterMs: number;
  newRequestId: boolean;
};

/** Something that happens to the system meanwhile. */
export type Blow = { atMs: number } & (
  | { kind: "kill"; process: "web" | "worker" }
  | { kind: "expire-tokens"; household: number }
);

/** Events and blows in the order of their times. */
export type StormPlan = { events: PlannedEvent[]; blows: Blow[]; faults: FaultsInput };

export const HOUSEHOLDS = 3;
export const CAMERAS_EACH = 4;

const SHARES = { dropped: 0.05, duplicated: 0.1, reordered: 0.05, late: 0.05 } as const;
const DELAYS_MS: Partial<Record<Delivery, { from: number; to: number }>> = {
  reordered: { from: 1_000, to: 10_000 },
  late: { from: 60_000, to: 70 * 60_000 },
  // What is younger than three minutes is left to its webhook.
  dropped: { from: 200_000, to: 70 * 60_000 },
};
const COPY_AFTER_MOST_MS = 10_000;

/** Somebody walks past several cameras of a household, so events come in bursts. */
const BURST_EVENTS_MOST = 12;
const WITHIN_BURST_MS = 50;
const BETWEEN_BURSTS_MS = 600;
const DOORBELL_SHARE = 0.1;
/** Finding faces takes the most of all: a household has visitors no more often. */
const VISITORS_APART_MS = 20_000;

/** So many events pass, on average, before some household's tokens expire. */
const EVENTS_AN_EXPIRY = 500;

export function planStorm({ seed, events: count, kills }: StormOrder): StormPlan {
  const random = randomFrom(seed);
  const deliveries = planDeliveries(count, random);
  const scenes = planScenes(count, random);
  const lengthMs = scenes.at(-1)?.atMs ?? 0;
  const events = scenes.map((scene, index) =>
    planDelivery(scene, deliveries[index] ?? "prompt", random),
  );
  const blows = [...planKills(lengthMs, kills, random), ...planExpiries(count, lengthMs, random)];
  return {
    events: events.sort((a, b) => a.atMs - b.atMs),
    blows: blows.sort((a, b) => a.atMs - b.atMs),
    faults: planFaults(count, random),
  };
}

function planDeliveries(count: number, random: Random): Delivery[] {
  const odd = Object.entries(SHARES).flatMap(([delivery, share]) =>
    Array<Delivery>(Math.round(count * share)).fill(delivery as Delivery),
  );
  const prompt = Array<Delivery>(Math.max(0, count - odd.length)).fill("prompt");
  return shuffled([...odd, ...prompt], random).slice(0, count);
}

/** A scene is the moment of the webhook: what is delayed has happened before. */
function planDelivery(scene: Scene, delivery: Delivery, random: Random): PlannedEvent {
  const range = DELAYS_MS[delivery];
  const delayMs = range ? Math.round(between(random, range.from, range.to)) : 0;
  return {
    ...scene,
    atMs: scene.atMs - delayMs,
    delivery,
    delayMs,
    copyAfterMs: below(random, COPY_AFTER_MOST_MS),
    newRequestId: random() < 0.5,
  };
}

type Scene = Pick<PlannedEvent, "atMs" | "household" | "camera" | "type" | "media">;

function planScenes(count: number, random: Random): Scene[] {
  const scenes: Scene[] = [];
  const visitorDueMs = new Map<number, number>();
  let atMs = 0;
  while (scenes.length < count) {
    const household = below(random, HOUSEHOLDS);
    const length = 1 + below(random, BURST_EVENTS_MOST);
    for (let step = 0; step < length && scenes.length < count; step++) {
      atMs += below(random, 2 * (step === 0 ? BETWEEN_BURSTS_MS : WITHIN_BURST_MS));
      const hasVisitor = atMs >= (visitorDueMs.get(household) ?? 0);
      if (hasVisitor) visitorDueMs.set(household, atMs + VISITORS_APART_MS);
      scenes.push({ atMs, household, ...planCamera(hasVisitor, random) });
    }
  }
  return scenes;
}

/** The first camera is a doorbell, the second one sees visitors, the others keep no recordings. */
function planCamera(hasVisitor: boolean, random: Random) {
  if (hasVisitor) return { camera: 1, type: "motion_detected", media: "visitor" } as const;
  if (random() >= DOORBELL_SHARE)
    return { camera: 2 + below(random, 2), type: "motion_detected", media: "none" } as const;
  const type = random() < 0.5 ? "button_press" : "motion_detected";
  return { camera: 0, type, media: "test-picture" } as const;
}

/** Evenly over the storm, each at any moment of its stretch; web and worker take turns. */
function planKills(lengthMs: number, kills: number, random: Random): Blow[] {
  const first = below(random, 2);
  return Array.from({ length: kills }, (_, index) => ({
    atMs: Math.floor(((index + random()) / kills) * lengthMs),
    kind: "kill",
    process: (index + first) % 2 === 0 ? "web" : "worker",
  }));
}

function planExpiries(count: number, lengthMs: number, random: Random): Blow[] {
  return Array.from({ length: Math.ceil(count / EVENTS_AN_EXPIRY) }, () => ({
    atMs: below(random, lengthMs),
    kind: "expire-tokens",
    household: below(random, HOUSEHOLDS),
  }));
}

type RouteFaults = NonNullable<FaultsInput["clip"]>;
type Fault = RouteFaults[number];

const status = (code: number, headers: Record<string, string> = {}): Fault => ({
  kind: "status",
  status: code,
  headers,
});

/** What a route may answer instead, each as likely as the others, and how often it does. */
const WEATHER: Record<string, { rate: number; faults: Fault[] }> = {
  clip: {
    rate: 0.08,
    faults: [status(500), status(503), status(425), status(401), { kind: "reset" }, tooMany()],
  },
  "clip-body": {
    rate: 0.12,
    faults: [
      ...(["truncated", "half-file", "empty", "html", "garbage", "partial"] as const).map(
        (kind) => ({ kind }),
      ),
      status(403),
      status(404),
    ],
  },
  image: { rate: 0.05, faults: [status(500), status(425), status(401)] },
  token: { rate: 0.1, faults: [status(500), status(503)] },
  history: { rate: 0.05, faults: [status(500), tooMany()] },
};

function tooMany(): Fault {
  return status(429, { "retry-after": "1" });
}

/** Requests of one route that an event may cause, until its weather clears up. */
const REQUESTS_AN_EVENT = 2;

function planFaults(count: number, random: Random): FaultsInput {
  return Object.fromEntries(
    Object.entries(WEATHER).map(([route, { rate, faults }]) => [
      route,
      planRoute(count * REQUESTS_AN_EVENT, rate, faults, random),
    ]),
  );
}

function planRoute(requests: number, rate: number, faults: Fault[], random: Random): RouteFaults {
  const planned: RouteFaults = [];
  for (let request = 0; request < requests; ) {
    const passes = Math.floor(Math.log(1 - random()) / Math.log(1 - rate));
    const fault = faults[below(random, faults.length)];
    if (passes > 0) planned.push({ kind: "pass", times: passes });
    if (fault) planned.push(fault);
    request += passes + 1;
  }
  return planned;
}
