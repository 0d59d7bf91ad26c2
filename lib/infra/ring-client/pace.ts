/** When the next call to Ring may be made: our own pace, and the pauses that Ring asks for. Times in epoch ms. */

/** Before this moment no call is made. */
export type Pace = { readonly nextAt: number };

export const unhurried: Pace = { nextAt: 0 };

/**
 * Gives a call its turn. Turns lie `1000 / callsPerSecond` ms apart, so that no second sees more calls
 * than that, however many come at once.
 */
export function takeTurn(
  { nextAt }: Pace,
  now: number,
  callsPerSecond: number,
): { pace: Pace; at: number } {
  const at = Math.max(now, nextAt);
  return { pace: { nextAt: at + 1000 / callsPerSecond }, at };
}

/** Ring wants no call before `until`. */
export function pauseUntil({ nextAt }: Pace, until: number): Pace {
  return { nextAt: Math.max(nextAt, until) };
}
