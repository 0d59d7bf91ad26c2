/**
 * Which stretch of a camera's footage to ask for after an event, and until when asking makes sense.
 * All of it is our choice (`ring-partner-api` section 5): Ring documents no recommended range.
 */

/** A range in Ring's terms. */
export interface MediaRange {
  /** Epoch ms. */
  timestampMs: number;
  durationMs: number;
}

/** The settings that shape a range; see `RING_CLIP_PRE_MS` and its neighbours. */
export interface RangeSettings {
  /** Footage before the event: the visitor walking up. */
  preMs: number;
  durationMs: number;
  /** Ring's advice as reported: give up two minutes after the end of the range. */
  giveUpAfterMs: number;
}

/** Ring refuses longer ranges: 15 minutes. */
export const MAX_RANGE_MS = 900_000;

/** The range of the clip for an event. */
export function clipRange(occurredAt: Date, settings: RangeSettings): MediaRange {
  const durationMs = Math.min(settings.durationMs, MAX_RANGE_MS);
  return { timestampMs: occurredAt.getTime() - settings.preMs, durationMs };
}

/** From here on "not yet" means "never": the clip of this range does not exist. */
export function giveUpAt(range: MediaRange, settings: RangeSettings): Date {
  return new Date(range.timestampMs + range.durationMs + settings.giveUpAfterMs);
}

/** Ring's history is asked this long after the range for the event's end, and no longer than that. */
const END_KNOWN_AFTER_MS = 5_000;
const END_NEVER_KNOWN_AFTER_MS = 600_000;

/** When Ring's history may first tell the end of an event whose recording came in part. */
export const endKnownAt = ({ timestampMs, durationMs }: MediaRange): Date =>
  new Date(timestampMs + durationMs + END_KNOWN_AFTER_MS);

/** From here on it will not. */
export const endNeverKnownAt = ({ timestampMs, durationMs }: MediaRange): Date =>
  new Date(timestampMs + durationMs + END_NEVER_KNOWN_AFTER_MS);

/** When stills are taken, in ms after the event: the fast path (`ring-partner-api` section 3.5). */
export const STILL_OFFSETS_MS = [0, 2_000, 5_000] as const;

/** The offset of the still after this one; undefined after the last. */
export const stillAfter = (offsetMs: number): number | undefined =>
  STILL_OFFSETS_MS.find((offset) => offset > offsetMs);

/** An event older than this has its clip as soon as a still. Source: clips come within 90 s. */
const MAX_STILL_AGE_MS = 60_000;

/**
 * Until when a still can make an alert earlier: the alert goes out without it at its deadline, and an
 * event that is told of late has its clip at once.
 */
export function stillsEndAt(
  { occurredAt, receivedAt }: { occurredAt: Date; receivedAt: Date },
  deadlineMs: number,
): Date {
  const deadline = receivedAt.getTime() + deadlineMs;
  return new Date(Math.min(deadline, occurredAt.getTime() + MAX_STILL_AGE_MS));
}

/**
 * Pause before the next try of one unchanged request while Ring still answers "not yet", in ms: the
 * schedule's step that the time since the first try has reached, plus up to a tenth of jitter. Elapsed time instead of a count, so that a
 * job which comes back in another process goes on where it was.
 *
 * @param random in [0, 1).
 */
export function retryPauseMs(
  elapsedMs: number,
  random: number,
  scheduleS: readonly number[],
): number {
  let passedS = 0;
  for (const pauseS of scheduleS) {
    passedS += pauseS;
    if (elapsedMs < passedS * 1000) return Math.round(pauseS * 1000 * (1 + random / 10));
  }
  return Math.round((scheduleS.at(-1) ?? 30) * 1000 * (1 + random / 10));
}
