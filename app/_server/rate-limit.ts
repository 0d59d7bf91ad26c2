export type RateLimit = {
  /** Counts the call and says whether it may go on. `atMs` never goes back. */
  allows: (atMs: number, client?: string) => boolean;
};

type Limits = {
  calls: number;
  /** Of them, for one client. Default: all. */
  callsEach?: number;
  perMs: number;
};

/** So many calls in any stretch of `perMs`, in this process. */
export function createRateLimit({ calls, callsEach = calls, perMs }: Limits): RateLimit {
  const recent: { atMs: number; client: string }[] = [];
  return {
    allows(atMs, client = "") {
      while (recent[0] !== undefined && recent[0].atMs <= atMs - perMs) recent.shift();
      const own = recent.filter((call) => call.client === client);
      if (recent.length >= calls || own.length >= callsEach) return false;
      recent.push({ atMs, client });
      return true;
    },
  };
}
