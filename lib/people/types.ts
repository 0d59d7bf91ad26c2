import type { PersonCategory } from "#lib/identity/act.ts";
import type { HabitCell } from "./habits.ts";
import type { Shelf } from "./shelf.ts";

export type PersonSummary = {
  personId: string;
  /** Null while nobody has named them. */
  name: string | null;
  category: PersonCategory;
  /** What the household has written beside the category. */
  note: string | null;
  /** When the category ends, or has ended, ISO 8601; null: never. */
  categoryUntil: string | null;
  /** What the category was that has ended, until somebody says what it is from then on. */
  endedCategory: PersonCategory | null;
  /** On no list and in no alert. */
  isHidden: boolean;
  /** Address of the best face crop; null when the person has no face left. */
  cropUrl: string | null;
  faceCount: number;
  /** Visits in which the person was seen. */
  visitCount: number;
  /** There may be more of both than were counted. */
  hasMore: boolean;
  /** ISO 8601. */
  lastSeenAt: string;
  /** Unregistered and long unseen. */
  isArchived: boolean;
};

/** The page of people at first sight: of every shelf those seen last, and whose category ends. */
export type ShelvedPeople = {
  people: PersonSummary[];
  /** How many there are on each shelf. */
  counts: Partial<Record<Shelf, number>>;
  /** Those who are to be forgotten, while they can be had back. */
  forgotten: PersonSummary[];
};

export const faceAngles = ["front", "half_profile", "profile"] as const;

export type PersonFace = {
  faceId: string;
  /** Null of a photograph's face. */
  eventId: string | null;
  /** Null once the face was trimmed: `lib/retention`. */
  cropUrl: string | null;
  angle: (typeof faceAngles)[number];
  /** 0..1. */
  quality: number;
  seenAt: string;
  /** Null of a photograph's face. */
  cameraName: string | null;
};

/** When and where somebody was seen. */
export type Sighting = {
  eventId: string;
  /** ISO 8601. */
  at: string;
  cameraName: string;
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
  /** Null where no face is left. */
  first: Sighting | null;
  last: Sighting | null;
  /** Of every viewing angle the best, where there is one. */
  bestShots: PersonFace[];
  /** The first of those that are shown, best first. */
  faces: PersonFace[];
  /** How many faces are shown in all. */
  shownFaces: number;
  /** When they came; see `habitsIn`. */
  habits: HabitCell[];
  /** The latest of it, newest first. */
  history: HistoryEntry[];
  /** Whether there is more of it. */
  hasMoreHistory: boolean;
};

export type Tally = { faces: number; visits: number };

/** One of those between whom faces move. */
export type Party = {
  personId: string;
  name: string | null;
  /** Addresses of a few of the best faces: of whom the faces leave those that move. */
  cropUrls: string[];
};

/** What an act would move, before it is done. */
export type MovePreview = {
  moved: Tally;
  /** What `from` keeps; nothing where they become one. */
  left: Tally;
  /** What `into` then has. */
  after: Tally;
  /** Several where more than two become one. */
  from: [Party, ...Party[]];
  /** Null: somebody of whom Kith knows nothing yet. */
  into: Party | null;
  /** The mark of a child goes over to `into`. */
  becomesChild: boolean;
  /** Recordings that show more than one of them: they are hardly one person. */
  seenTogether: number;
};
