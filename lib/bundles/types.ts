import type { Zone } from "#lib/cameras/types.ts";
import type { TrackPlace } from "#lib/faces/tracks/track-boxes.ts";
import type { Locale } from "#messages/locale.ts";

/** What the page shows of a bundle. */
export type BundleSummary = {
  bundleId: string;
  /** Who stays visible, with the names of today; null for somebody without one. */
  names: (string | null)[];
  withSound: boolean;
  /** ISO 8601. */
  madeAt: string;
  /** 0..1. */
  progress: number;
  /** Null until the file is there. */
  file: { url: string; bytes: number } | null;
  /** A slug: why it was given up. */
  failure: string | null;
};

/** A face that the analysis has found in a recording. */
export type BundledFace = {
  personId: string;
  /** Its person's; null without one. */
  name: string | null;
  /** Stays visible. */
  isChosen: boolean;
  /** Of its best moment, milliseconds from the start of the recording. */
  atMs: number;
  /** Ascending in time. */
  track: readonly TrackPlace[];
};

/** A recording that goes into a bundle. */
export type BundledRecording = {
  storageKey: string;
  cameraName: string;
  kind: "button_press" | "motion";
  occurredAt: Date;
  startedAt: Date;
  faces: readonly BundledFace[];
  privacyZones: readonly Zone[];
};

/** All that making a bundle needs to know. */
export type BundleWork = {
  bundleId: string;
  householdId: string;
  visit: { id: string; startedAt: Date; endedAt: Date };
  /** Who stays visible. */
  personIds: readonly string[];
  withSound: boolean;
  locale: Locale;
  /** IANA name of the household's zone. */
  timeZone: string;
  embedderSet: string;
  nextEmbedderSet: string | null;
  /** In the order of their events; at least one. */
  recordings: readonly BundledRecording[];
};
