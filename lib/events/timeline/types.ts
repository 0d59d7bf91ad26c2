import type { PersonCategory } from "#lib/identity/act.ts";
import type { EventOutcome } from "../types.ts";

/** Which visits are asked for: all of it must hold, and what is absent is not asked. */
export type TimelineFilter = {
  /** Somebody, by id, who was seen. */
  person?: string | undefined;
  /** A category that anybody who was seen is of. */
  category?: PersonCategory | undefined;
  /** A camera, by id, that told of it. */
  camera?: string | undefined;
  /** How any of its events ended. */
  outcome?: EventOutcome | undefined;
  /**
   * The hours on the member's clock in which it began, 0..23: from the first up to but without the
   * second one, over midnight where the second one is the smaller. One alone asks nothing.
   */
  from?: number | undefined;
  until?: number | undefined;
  /** Words, each the beginning of one in a person's name or category, a camera's name or what an outcome is called. */
  q?: string | undefined;
};

/** A stretch of the timeline, newest first. */
export type TimelineRange = {
  limit: number;
  /** From the visit after this place on; see `placeOf`. */
  before?: string | undefined;
  /** Without `before`: from the end of this day on the member's calendar, "2026-11-22". */
  day?: string | undefined;
  /** Down to this place, the visit there included. */
  downTo?: string | undefined;
};

/** A day of more visits shows its latest in its picture. */
export const MOST_MARKS = 500;

/** A visit as a mark in the picture of its day. */
export type VisitMark = {
  visitId: string;
  /** ISO 8601. */
  startedAt: string;
  /** Those that told of it. */
  cameras: { cameraId: string; name: string }[];
  /** Of everybody who was seen, each once. */
  categories: PersonCategory[];
  names: string[];
};

/** What the timeline's own address says: which visits, and from where on. */
export type TimelineAddress = TimelineFilter & Pick<TimelineRange, "before" | "day">;
