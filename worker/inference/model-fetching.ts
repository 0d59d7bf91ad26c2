import { logger } from "#lib/infra/logger.ts";
import type { FetchFailure, FetchOptions } from "#models/download.ts";
import { embeddersOfSet } from "#models/manifest.ts";

export type FetchModels = (options: FetchOptions) => Promise<FetchFailure[]>;

export type ModelFetching = {
  /**
   * Fetches what is missing of a set. Whoever asks while it is being fetched waits for the same, and hears how
   * far it is.
   *
   * @returns what could not be had
   */
  fetch: (embedderSet: string, options: FetchOptions) => Promise<FetchFailure[]>;
  /** Begins to, for a set that a household has chosen and another worker may have fetched for itself. */
  begin: (embedderSet: string) => void;
  close: () => void;
};

type UnderWay = {
  done: Promise<FetchFailure[]>;
  listeners: NonNullable<FetchOptions["onProgress"]>[];
};

/** How long a set is left alone that could not be had, unless somebody asks for it. */
const AGAIN_MS = 600_000;

/** Fetches the models of sets of embedders into this worker's folder, each set once at a time. */
export function createModelFetching(
  modelsDir: string | undefined,
  fetchModels: FetchModels,
  now: () => Date,
): ModelFetching {
  const underWay = new Map<string, UnderWay>();
  const begunAt = new Map<string, number>();
  const closing = new AbortController();

  const fetch: ModelFetching["fetch"] = (embedderSet, { onProgress, ...options }) => {
    const present = underWay.get(embedderSet) ?? begin(embedderSet, options);
    if (onProgress) present.listeners.push(onProgress);
    return present.done;
  };

  function begin(embedderSet: string, options: FetchOptions): UnderWay {
    const models = embeddersOfSet(embedderSet).map(({ model }) => model);
    const listeners: UnderWay["listeners"] = [];
    const onProgress: FetchOptions["onProgress"] = (...stand) => {
      for (const listen of listeners) listen(...stand);
    };
    const done = fetchModels({ ...options, onProgress, modelsDir, models }).finally(() =>
      underWay.delete(embedderSet),
    );
    const begun = { done, listeners };
    underWay.set(embedderSet, begun);
    return begun;
  }

  async function fetchUnasked(set: string): Promise<void> {
    try {
      const failures = await fetch(set, { signal: closing.signal });
      if (failures.length > 0) logger.warn({ set, failures }, "models not fetched");
    } catch (error) {
      logger.warn({ err: error, set }, "models not fetched");
    }
  }

  return {
    fetch,
    begin(embedderSet) {
      const at = now().getTime();
      if (at - (begunAt.get(embedderSet) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
      begunAt.set(embedderSet, at);
      void fetchUnasked(embedderSet);
    },
    close: () => closing.abort(),
  };
}
