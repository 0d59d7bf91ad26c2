import type { PersonCategory } from "#lib/identity/act.ts";
import type { Advice } from "./advice.ts";
import type { Side } from "./side.ts";

/** Why nothing was found in a photograph. */
export type PhotoProblem = (typeof photoProblems)[number];

export const photoProblems = ["no-face", "unreadable", "too-large", "failed"] as const;

/** A face of a photograph, as the page shows it. */
export type PhotoFace = {
  /** Its place in the photograph's list. */
  index: number;
  cropUrl: string;
  side: Side;
  /** False where it cannot be compared with others. */
  isUsable: boolean;
  /** What would make it a better one, the worst first. */
  advice: Advice[];
};

export type EnrolmentPhotoState = {
  photoId: string;
  /** Null while it is being looked at. */
  found: { problem: PhotoProblem | null; faces: PhotoFace[] } | null;
};

/** A face that the camera has seen since the enrolment began. */
export type WalkFace = {
  faceId: string;
  cropUrl: string | null;
  side: Side;
  /** ISO 8601. */
  seenAt: string;
  /** Somebody who has a name, and is not the one who is enrolled. */
  otherName: string | null;
};

/** What the camera has seen since the enrolment began. */
export type Walk = {
  cameraName: string;
  /** The newest first. */
  faces: WalkFace[];
  /** Visits that are being looked at. */
  underWay: number;
  /** How the newest visit without a face ended; null after one with a face. */
  nothing: { outcome: string; reason: string | null } | null;
};

/** Somebody who is being enrolled, by photographs or by walking to a camera. */
export type EnrolmentState = {
  enrolmentId: string;
  /** Whose faces they become; null: somebody new. */
  personId: string | null;
  /** Theirs by now; null where they have none. */
  name: string | null;
  category: PersonCategory;
  photos: EnrolmentPhotoState[];
  /** Null where they come by photographs. */
  walk: Walk | null;
  /** What it ended in; null until then. */
  outcome: Enrolled | null;
};

/** A person who was enrolled, and the entries of the ledger that say so, to be taken back together. */
export type Enrolled = { personId: string; entryIds: string[] };
