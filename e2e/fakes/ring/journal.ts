/** What reached the emulator, in order: the proof that tests read. */

export interface JournalEntry {
  /** 1 for the first request after start or reset. */
  number: number;
  /** Epoch milliseconds at which the answer was finished or cut. */
  at: number;
  origin: "api" | "media";
  method: string;
  /** With the query for history; without it for the media origin, where the query is a signature. */
  path: string;
  /** 0: the connection was cut before a status was sent. */
  status: number;
  /** Whether an Authorization header arrived. Never true for a sound client on the media origin. */
  bearer: boolean;
  /** How often this method and path was called, this one included. */
  attempt: number;
  /** Kind of the fault that was played, or null. */
  fault: string | null;
}

export interface Journal {
  readonly entries: JournalEntry[];
  record(entry: Omit<JournalEntry, "number" | "attempt">): void;
  clear(): void;
}

export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  const attempts = new Map<string, number>();
  return {
    entries,
    record(entry) {
      const call = `${entry.method} ${entry.path}`;
      const attempt = (attempts.get(call) ?? 0) + 1;
      attempts.set(call, attempt);
      entries.push({ ...entry, number: entries.length + 1, attempt });
    },
    clear() {
      entries.length = 0;
      attempts.clear();
    },
  };
}
