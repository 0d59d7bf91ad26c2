export type RateLimit = {
  /** Counts the call and says whether it may go on. `atMs` never goes back. */
  allows: (atMs: number) => boolean;
};

/** So many calls in any stretch of `perMs`, in this process. */
export function createRateLimit({ calls, perMs }: { calls: number; perMs: number }): RateLimit {
  const recent: number[] = [];
  return {
    allows(atMs) {
      while (recent[0] !== undefined && recent[0] <= atMs - perMs) recent.shift();
      if (recent.length >= calls) return false;
      recent.push(atMs);
      return true;
    },
  };
}
