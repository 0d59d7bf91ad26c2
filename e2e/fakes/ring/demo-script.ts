/** The demo's story as data: one household, four past visits, then a live visitor every two minutes. */

import type { z } from "zod";
import type { accountSchema } from "./households.ts";

/** A rectangle as Ring tells of zones: its left, top, right and bottom edges, 0..1. */
const rectangle = (id: string, left: number, top: number, right: number, bottom: number) => ({
  id,
  vertices: [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ],
});

/** From the street to the door. */
const path = {
  id: "path",
  vertices: [
    { x: 0.36, y: 0.6 },
    { x: 0.64, y: 0.6 },
    { x: 0.88, y: 1 },
    { x: 0.12, y: 1 },
  ],
};

export const DEMO_HOUSEHOLD: z.input<typeof accountSchema> = {
  name: "Sam",
  devices: [
    {
      name: "Front door",
      kind: "doorbell",
      privacyZones: [rectangle("neighbour", 0.07, 0.44, 0.2, 0.56)],
      motionZones: [path],
    },
    {
      name: "Garden gate",
      kind: "camera",
      privacyZones: [rectangle("neighbour", 0.06, 0.5, 0.17, 0.62)],
      motionZones: [path],
    },
  ],
};

/** One visit: who made it and how the camera told. */
export interface Visit {
  camera: string;
  type: "button_press" | "motion_detected";
  class: string | null;
  /** Name in `recordings/`. */
  media: string;
}

const press = (media: string): Visit => ({
  camera: "Front door",
  type: "button_press",
  class: null,
  media,
});

const motion = (camera: string, media: string, motionClass: string): Visit => ({
  camera,
  type: "motion_detected",
  class: motionClass,
  media,
});

/** Delivered right after the start, oldest first. */
export const PAST_VISITS: (Visit & { minutesAgo: number })[] = [
  { minutesAgo: 38, ...press("anna-day") },
  { minutesAgo: 26, ...motion("Garden gate", "chidi-day", "human") },
  { minutesAgo: 14, ...motion("Garden gate", "empty-wind", "motion") },
  { minutesAgo: 3, ...press("mei-day") },
];

/** Between the deliveries of two past visits. */
export const PAST_SPACING_MS = 3_000;

const FIRST_LIVE_VISIT: Visit = press("emil-day");

/** From the start to the first live visit. */
export const FIRST_LIVE_MS = 30_000;

/** From one live visit to the next: longer than the 90 s within which events are one visit. */
export const LIVE_SPACING_MS = 120_000;

/** Played round and round after the first live visit. */
const LIVE_CYCLE: Visit[] = [
  press("anna-day"),
  motion("Front door", "chidi-parcel", "human"),
  press("mei-night"),
  motion("Garden gate", "emil-day", "human"),
  press("diego-day"),
  motion("Garden gate", "ravi-day", "human"),
  press("amara-day"),
  motion("Front door", "bert-day", "human"),
  press("jonas-day"),
  press("two-anna-emil"),
];

/** Live visits in all, so that a demo left running does not fill a disk. */
export const LIVE_VISITS = 40;
/** The n-th live visit, from 0. */
export function liveVisit(number: number): Visit {
  if (number === 0) return FIRST_LIVE_VISIT;
  return LIVE_CYCLE[(number - 1) % LIVE_CYCLE.length] ?? FIRST_LIVE_VISIT;
}
