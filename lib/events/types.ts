import type { Zone } from "#lib/cameras/types.ts";
import type { HeldBack } from "#lib/faces/identification/identification.ts";
import type { TrackPlace } from "#lib/faces/tracks/track-boxes.ts";
import type { PersonCategory } from "#lib/identity/act.ts";

export type EventKind = "button_press" | "motion";

/** How Kith came to know of an event first. */
export type EventSource = "webhook" | "history";

export const eventOutcomes = [
  "recognised",
  "no_face",
  "no_recording",
  "camera_off",
  "late",
  "failed",
] as const;

/** How an event ended; null in a row means that it is still on its way. */
export type EventOutcome = (typeof eventOutcomes)[number];

/** Visits of one person beyond this many are not counted: there are "20 or more". */
export const MOST_COUNTED = 20;

export type EventFace = {
  faceId: string;
  /** The face's picture; the person's best where it was trimmed; null where there is none. */
  cropUrl: string | null;
  person: {
    personId: string;
    name: string | null;
    category: PersonCategory;
    /** In how many visits somebody without a name was seen, `MOST_COUNTED` at most; else 1. */
    visitCount: number;
  };
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
  /** When the last of its events ended, as far as Ring has told, or else began. */
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

/** Somebody whom a face was compared with; a null name: nobody has given one, or they have gone. */
export type Likeness = { personId: string; name: string | null; similarity: number };

/** Why a face was decided so. Likenesses and thresholds are fused cosines, -1..1. */
export type FaceReason = {
  outcome: "named" | "ask" | "unknown";
  /** What the household has said of the decision since. */
  said: "confirmed" | "denied" | null;
  /** The most alike, and the most alike of all others; null where there was nobody. */
  best: Likeness | null;
  runnerUp: Likeness | null;
  /** Those that were in force for the best. */
  thresholds: { named: number; ask: number; margin: number };
  /** What kept the best from being named before all else. */
  heldBack: HeldBack | null;
  /** Who was out of the question by the household's word. */
  ruledOut: Likeness | null;
};

/** Why a member of the household was told or not. */
export type ToldEntry = {
  decisionId: string;
  accountId: string;
  displayName: string;
  /** Something that the member has set decided; what it is, is told to themselves alone. */
  hasCause: boolean;
  notify: boolean;
  /** A slug of lib/alerts/reasons.ts; the messages have the words. */
  reason: string;
  title: string;
  body: string;
  decidedAt: string;
  /** `device` is null for one that was removed, and for an e-mail. */
  devices: { channel: "push" | "mail"; device: string | null; state: string }[];
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
  /** A face from before reasons were kept has none. */
  whyByFace: Record<string, FaceReason>;
  /** Whose history has what was said to be no face. */
  dismissedOf: string[];
  /** One entry a face: where it was through the clip. */
  tracks: { faceId: string; points: readonly TrackPlace[] }[];
  receipt: LatencyReceipt;
  told: ToldEntry[];
};

/** A visit with all that its page shows. Events oldest first. */
export type VisitDetail = {
  visitId: string;
  startedAt: string;
  endedAt: string;
  events: EventDetail[];
  /** By person: addresses of the pictures from other visits that they are known by, best first. */
  knownBy: Record<string, string[]>;
};
