import { below, between, type Random } from "#e2e/storm/random.ts";
import { type Cast, type Visitor, whoComes } from "./people.ts";

/** An event of a visit. */
export type SeedEvent = {
  /** Epoch ms. */
  readonly atMs: number;
  /** Index into `CAMERAS`. */
  readonly camera: number;
  readonly isPress: boolean;
  /** Whose faces are seen. */
  readonly visitors: Visitor[];
};

/** What the household looks with, and the share of all events that each tells of. */
export const CAMERAS = [
  { name: "Front door", kind: "doorbell", share: 0.42 },
  { name: "Driveway", kind: "camera", share: 0.18 },
  { name: "Garden gate", kind: "camera", share: 0.12 },
  { name: "Back door", kind: "doorbell", share: 0.1 },
  { name: "Garage", kind: "camera", share: 0.07 },
  { name: "Terrace", kind: "camera", share: 0.05 },
  { name: "Side path", kind: "camera", share: 0.04 },
  { name: "Letter box", kind: "camera", share: 0.02 },
] as const;

/** How much happens in each hour of the day, UTC; 1 is the mean. */
const BUSTLE = [
  0.15, 0.1, 0.1, 0.1, 0.15, 0.4, 0.9, 1.6, 1.7, 1.3, 1.1, 1.1, 1.2, 1.1, 1.1, 1.3, 1.7, 2, 2, 1.6,
  1.1, 0.8, 0.5, 0.3,
];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Nothing is nearer to a visit, or it would be one of its events (VISIT_GAP_S). */
const APART_MS = 2 * MINUTE_MS;
const USUAL_GAP_MS = 10 * MINUTE_MS;
const MOST_EVENTS = 3;
/** The longest time from one event of a visit to the next. */
const MOST_PAUSE_MS = 80_000;
/** Visits in which no face is seen. */
const FACELESS = 0.35;

/** The events of each visit until a moment, oldest first. No visit touches another one. */
export function makeVisits(count: number, untilMs: number, random: Random): SeedEvent[][] {
  const visits: SeedEvent[][] = [];
  for (let beforeMs = untilMs; visits.length < count; ) {
    const bustle = BUSTLE[new Date(beforeMs).getUTCHours()] ?? 1;
    const gapMs = (-Math.log(1 - random()) * USUAL_GAP_MS) / bustle;
    const events = eventsUntil(Math.floor(beforeMs - APART_MS - Math.min(gapMs, HOUR_MS)), random);
    visits.push(events);
    beforeMs = events[0]?.atMs ?? beforeMs;
  }
  return visits.reverse();
}

/** One to three events, the last one at the end. */
function eventsUntil(endMs: number, random: Random): SeedEvent[] {
  const events: SeedEvent[] = [];
  for (let atMs = endMs, left = 1 + below(random, MOST_EVENTS); left > 0; left--) {
    const camera = someCamera(random);
    const isPress = CAMERAS[camera]?.kind === "doorbell" && random() < 0.2;
    events.unshift({ atMs, camera, isPress, visitors: [] });
    atMs -= Math.floor(between(random, 5_000, MOST_PAUSE_MS));
  }
  return events;
}

function someCamera(random: Random): number {
  let left = random();
  return Math.max(
    0,
    CAMERAS.findIndex(({ share }) => {
      left -= share;
      return left < 0;
    }),
  );
}

/** Gives the visits so many faces in all. */
export function haveSeen(
  visits: readonly SeedEvent[][],
  faceCount: number,
  cast: Cast,
  random: Random,
): void {
  let facesLeft = faceCount;
  for (const [index, events] of visits.entries()) {
    const visitsLeft = visits.length - index;
    const faces = Math.min(facesLeft, facesOf(facesLeft / visitsLeft, visitsLeft, random));
    for (let face = 0; face < faces; face++)
      events[below(random, events.length)]?.visitors.push(
        whoComes(cast, index / visits.length, random),
      );
    facesLeft -= faces;
  }
}

/** None, or some around what is needed of each visit; of the last one all. */
function facesOf(needed: number, visitsLeft: number, random: Random): number {
  if (visitsLeft === 1) return Math.round(needed);
  if (random() < FACELESS) return 0;
  return Math.round(between(random, 0.5, (2 * needed) / (1 - FACELESS)));
}
