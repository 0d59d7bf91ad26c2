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

export const DEFAULT_RANGE: RangeSettings = {
  preMs: 2_000,
  durationMs: 20_000,
  giveUpAfterMs: 120_000,
};

/** Ring refuses longer ranges: 15 minutes. */
export const MAX_RANGE_MS = 900_000;

/** The range of the clip for an event. */
export function clipRange(occurredAt: Date, settings: RangeSettings = DEFAULT_RANGE): MediaRange {
  const durationMs = Math.min(settings.durationMs, MAX_RANGE_MS);
  return { timestampMs: occurredAt.getTime() - settings.preMs, durationMs };
}

/** From here on "not yet" means "never": the clip of this range does not exist. */
export function giveUpAt(range: MediaRange, settings: RangeSettings = DEFAULT_RANGE): Date {
  return new Date(range.timestampMs + range.durationMs + settings.giveUpAfterMs);
}

/** Pauses between tries of one unchanged request while Ring still answers "not yet", in seconds. */
const RETRY_SCHEDULE_S = [5, 10, 20, 30] as const;

/**
 * Pause before the next try, in ms: the schedule's step that the time since the first try has reached
 * (5, 10, 20, 30, 30 … s), plus up to a tenth of jitter. Elapsed time instead of a count, so that a
 * job which comes back in another process goes on where it was.
 *
 * @param random in [0, 1).
 */
export function retryPauseMs(
  elapsedMs: number,
  random: number,
  scheduleS: readonly number[] = RETRY_SCHEDULE_S,
): number {
  let passedS = 0;
  for (const pauseS of scheduleS) {
    passedS += pauseS;
    if (elapsedMs < passedS * 1000) return Math.round(pauseS * 1000 * (1 + random / 10));
  }
  return Math.round((scheduleS.at(-1) ?? 30) * 1000 * (1 + random / 10));
}
