import type { EventOutcome } from "#lib/events/types.ts";

/**
 * Whether a still may yet tell something of an event: until its recording has been looked at, and where
 * there is none that could be.
 */
export const wantsStills = (outcome: EventOutcome | null): boolean =>
  outcome === null || outcome === "no_recording" || outcome === "failed";
