/** Familiar: no alert. Watchlist: always an alert. Unknown: seen, but not labelled. */
export type PersonCategory = "familiar" | "watchlist" | "unknown";

export const personCategories = ["familiar", "watchlist", "unknown"] as const;

export type PersonSummary = {
  personId: string;
  /** Null while nobody has named them. */
  name: string | null;
  category: PersonCategory;
  /** Address of the best face crop; null when the person has no face left. */
  cropUrl: string | null;
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
  eventId: string;
  /** Null once the face was trimmed: `lib/retention`. */
  cropUrl: string | null;
  angle: "front" | "half_profile" | "profile";
  /** 0..1. */
  quality: number;
  seenAt: string;
  cameraName: string;
};

export type PersonDetail = PersonSummary & {
  /** Best first. */
  faces: PersonFace[];
  /** Newest first. */
  history: { entryId: string; at: string; text: string }[];
};
