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
  return {
    entries,
    record(entry) {
      const same = entries.filter((e) => e.method === entry.method && e.path === entry.path);
      entries.push({ ...entry, number: entries.length + 1, attempt: same.length + 1 });
    },
    clear() {
      entries.length = 0;
    },
  };
}
