import type { Zone } from "#lib/cameras/types.ts";
import type { PersonCategory } from "#lib/identity/act.ts";

export type EventKind = "button_press" | "motion";

/** How Kith came to know of an event first. */
export type EventSource = "webhook" | "history";

/** How an event ended; null in a row means that it is still on its way. */
export type EventOutcome =
  | "recognised"
  | "no_face"
  | "no_recording"
  | "camera_off"
  | "late"
  | "failed";

/** A box in unit coordinates, 0..1, origin top left. */
export type FaceBox = { x: number; y: number; width: number; height: number };

export type EventFace = {
  faceId: string;
  /** The face's picture; the person's best where it was trimmed; null where there is none. */
  cropUrl: string | null;
  person: { personId: string; name: string | null; category: PersonCategory; visitCount: number };
  /** "named": sure. "ask": probably `suggested`. "unknown": nobody we know. */
  match: "named" | "ask" | "unknown";
  suggested: { personId: string; name: string | null } | null;
  /** Fused cosine similarity, -1..1; null where there was nobody to compare with. */
  similarity: number | null;
  /** Fraction, 0..1. */
  quality: number;
  heightPx: number;
  /** It may be a print or a screen that somebody held up: a soft word, which changes nothing. */
  mayBePicture: boolean;
  /** Milliseconds from the start of the clip. */
  atMs: number;
};

export type EventSummary = {
  eventId: string;
  visitId: string;
  kind: EventKind;
  motionClass: string | null;
  cameraName: string;
  /** ISO 8601. */
  occurredAt: string;
  outcome: EventOutcome | null;
  outcomeReason: string | null;
  faces: EventFace[];
};

/** One row of the timeline. Events oldest first. */
export type VisitSummary = {
  visitId: string;
  startedAt: string;
  endedAt: string;
  events: EventSummary[];
};

/** The steps of an event, ISO 8601; null where a step has not happened (yet). */
export type LatencyReceipt = {
  source: EventSource;
  occurredAt: string;
  /** When Ring told Kith, or Kith found it in Ring's history. */
  receivedAt: string;
  imageReadyAt: string | null;
  mediaReadyAt: string | null;
  analysedAt: string | null;
  decidedAt: string | null;
  pushedAt: string | null;
};

/** Why a member of the household was told or not. */
export type ToldEntry = {
  displayName: string;
  notify: boolean;
  /** A slug; `reasonSentence` of lib/notifications/policy.ts has the words. */
  reason: string;
  title: string;
  body: string;
  decidedAt: string;
  devices: { device: string; state: string }[];
};

export type EventDetail = EventSummary & {
  /** What of the recording is never shown. */
  privacyZones: Zone[];
  clip: {
    url: string | null;
    durationMs: number | null;
    width: number | null;
    height: number | null;
  } | null;
  /** Why each face was decided so, as a sentence; a face from before it was kept has none. */
  whyByFace: Record<string, string>;
  /** Whose history has what was said to be no face. */
  dismissedOf: string[];
  /** One entry a face: where it was through the clip. */
  tracks: { faceId: string; points: { atMs: number; box: FaceBox }[] }[];
  receipt: LatencyReceipt;
  told: ToldEntry[];
  /** The other events of the same visit, oldest first. */
  siblings: { eventId: string; occurredAt: string; cameraName: string; kind: EventKind }[];
};
