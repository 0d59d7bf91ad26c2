import type { PersonCategory } from "#lib/identity/act.ts";

export type PersonSummary = {
  personId: string;
  /** Null while nobody has named them. */
  name: string | null;
  category: PersonCategory;
  /** On no list and in no alert. */
  isHidden: boolean;
  /** Address of the best face crop; null when the person has no face left. */
  cropUrl: string | null;
  faceCount: number;
  /** Visits in which the person was seen. */
  visitCount: number;
  /** ISO 8601. */
  firstSeenAt: string;
  lastSeenAt: string;
  /** Unregistered and long unseen. */
  isArchived: boolean;
};

export type PersonFace = {
  faceId: string;
  /** Null of a photograph's face. */
  eventId: string | null;
  /** Null once the face was trimmed: `lib/retention`. */
  cropUrl: string | null;
  angle: "front" | "half_profile" | "profile";
  /** 0..1. */
  quality: number;
  seenAt: string;
  /** Null of a photograph's face. */
  cameraName: string | null;
};

/** An act of the identity ledger, as a person's history shows it. */
export type HistoryEntry = {
  entryId: string;
  at: string;
  text: string;
  /** Who did it; null: Kith itself. */
  by: string | null;
  /** False once it was taken back. */
  counts: boolean;
  /** What taking it back would do; null where it cannot be taken back. */
  undo: string | null;
};

export type PersonDetail = PersonSummary & {
  isChild: boolean;
  /** When they are erased for good, ISO 8601; null unless they are to be forgotten. */
  eraseAt: string | null;
  /** Best first. */
  faces: PersonFace[];
  /** Newest first. */
  history: HistoryEntry[];
};
