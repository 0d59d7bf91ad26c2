import { NotYetError } from "#lib/errors.ts";
import { noteFetch, noteFetched } from "#lib/models/commands.ts";
import type { Task } from "../task.ts";

/** Pause after a connection that broke. What has arrived is kept. */
const RETRY_MS = 30_000;
const PROGRESS_MS = 1_000;

/**
 * Fetches the models of a set of embedders and says to whoever waits for it how that goes. What trying
 * again cannot mend is left to the owner, who reads it beside "Try again".
 */
export const fetchModelsTask: Task<"fetch-models"> = {
  async run({ embedderSet }, { fetchModels, now, signal }) {
    const progress = progressOf(embedderSet);
    const failures = await fetchModels(embedderSet, { signal, onProgress: progress.note });
    await progress.written();
    if (failures.length === 0) return await noteFetched(embedderSet);
    await noteFetch(embedderSet, { problem: failures.map(({ message }) => message).join(" ") });
    if (failures.every(({ isTransient }) => isTransient))
      throw new NotYetError(new Date(now().getTime() + RETRY_MS), "The models cannot be had yet.");
  },
  async buried({ embedderSet }, reason) {
    await noteFetch(embedderSet, { problem: `The models could not be fetched (${reason}).` });
  },
};

/** Writes the sum over the files at most once a second, one after the other. */
function progressOf(embedderSet: string) {
  const files = new Map<string, { received: number; total: number }>();
  let writing: Promise<void> = Promise.resolve();
  let writtenAt = Number.NEGATIVE_INFINITY;
  return {
    note(file: string, received: number, total: number): void {
      files.set(file, { received, total });
      if (performance.now() - writtenAt < PROGRESS_MS) return;
      writtenAt = performance.now();
      const sum = (part: "received" | "total") =>
        [...files.values()].reduce((bytes, each) => bytes + each[part], 0);
      const stand = { fetchedBytes: sum("received"), totalBytes: sum("total"), problem: null };
      writing = writing.then(() => noteFetch(embedderSet, stand)).catch(() => undefined);
    },
    written: () => writing,
  };
}
