/** Why something was erased. */
export type ErasureCause = "disconnected" | "removed-in-ring" | "device-removed" | "forgotten";

/** How much was erased. `files` counts recordings and pictures of faces and cameras. */
export type ErasedCounts = {
  clips: number;
  events: number;
  faces: number;
  people: number;
  files: number;
};

/** All that a Ring account, or one of its cameras, has brought, and that has to go. */
export type Erasure = {
  /** Our id of the account or the camera; its receipt has the same. */
  id: string;
  of: "account" | "camera";
  householdId: string;
  /** SHA-256 of Ring's id, hex. */
  subjectHash: string;
  cause: ErasureCause;
};

/** What the owner is shown of an erasure that has ended. */
export type Receipt = {
  receiptId: string;
  cause: ErasureCause;
  counts: ErasedCounts;
  /** ISO 8601. */
  erasedAt: string;
};
