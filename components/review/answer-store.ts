import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { WaitingAnswer } from "./waiting-answer.ts";

/** Where answers wait, in the order in which they were given. */
export type AnswerStore = {
  all(): Promise<WaitingAnswer[]>;
  /**
   * Puts something in place of what is kept under a key, at once: no other tab comes in between.
   *
   * @param work gets what is kept, if anything; what it returns is kept instead, null: nothing
   * @returns what `work` returned
   */
  change(
    key: string,
    work: (kept: WaitingAnswer | undefined) => WaitingAnswer | null,
  ): Promise<WaitingAnswer | null>;
};

const NAME = "kith-answers";
const STORE = "answers";

interface Schema extends DBSchema {
  [STORE]: { key: number; value: WaitingAnswer; indexes: { key: string } };
}

/** The store of this browser, which outlives the page; where there is none, the page's memory. */
export async function openAnswerStore(): Promise<AnswerStore> {
  try {
    return browserStore(
      await openDB<Schema>(NAME, 1, {
        upgrade: (database) =>
          void database
            .createObjectStore(STORE, { autoIncrement: true })
            .createIndex("key", "key", { unique: true }),
      }),
    );
  } catch {
    return memoryStore();
  }
}

const browserStore = (database: IDBPDatabase<Schema>): AnswerStore => ({
  all: () => database.getAll(STORE),
  async change(key, work) {
    const transaction = database.transaction(STORE, "readwrite");
    const { store } = transaction;
    const place = await store.index("key").getKey(key);
    const next = work(place === undefined ? undefined : await store.get(place));
    if (next) await store.put(next, place);
    else if (place !== undefined) await store.delete(place);
    await transaction.done;
    return next;
  },
});

/** A store that is gone with the page. */
export function memoryStore(): AnswerStore {
  const kept = new Map<string, WaitingAnswer>();
  return {
    all: async () => [...kept.values()],
    async change(key, work) {
      const next = work(kept.get(key));
      if (next) kept.set(key, next);
      else kept.delete(key);
      return next;
    },
  };
}
