import { NotYetError } from "#lib/errors.ts";
import { logger } from "#lib/infra/logger.ts";
import { embeddersOfSet, essentialModels, helpfulModels, type Model } from "#models/manifest.ts";
import { resolveModels } from "#models/resolve.ts";
import {
  type Engines,
  type ModelPaths,
  type SetChoice,
  STANDARD_CHOICE,
  takeEngines,
} from "./engines.ts";
import { createModelFetching, type FetchModels, type ModelFetching } from "./model-fetching.ts";
import { createShelf } from "./shelf.ts";

/** What the pages and the health report say about the models. */
export type ModelsState = { missing: string[]; error: string | null };

export type RecognitionModels = {
  /**
   * The models of a household, for the job that asks. The next set of the choice is left out while it
   * is not there or cannot be used. What a chosen set lacks here, because another worker has fetched it, is
   * fetched meanwhile.
   *
   * @throws NotYetError while a model is missing or wrong.
   */
  engines: (choice: SetChoice) => Promise<Engines>;
  /** See `ModelFetching`. */
  fetch: ModelFetching["fetch"];
  /** Whether all files of a set are here. */
  has: (embedderSet: string) => Promise<boolean>;
  /** Looks again for what was not there. */
  refresh: () => Promise<ModelsState>;
  close: () => Promise<void>;
};

/** How long an event waits before it asks for the models again. */
const RETRY_MS = 15_000;
/** A model that no job has asked for in this time is closed. No job holds one for nearly as long. */
const IDLE_MS = 3_600_000;

/** The recognition models, each opened once its files are found with the right hashes. */
export function createRecognitionModels(
  modelsDir: string | undefined,
  fetchModels: FetchModels,
  now: () => Date,
): RecognitionModels {
  const shelf = createShelf(now);
  /** Sets by which households decide, as far as jobs have asked. */
  const decidingSets = new Set<string>();
  const fetching = createModelFetching(modelsDir, fetchModels, now);
  let isWarm = false;

  /**
   * What there is of the models that households who decide by these sets cannot do without. The first time,
   * it is opened.
   */
  async function look(sets: Iterable<string>): Promise<ModelsState & { paths: ModelPaths }> {
    const chosen = [...sets].flatMap((set) => embeddersOfSet(set));
    const models = new Set<Model>([...essentialModels(), ...chosen.map(({ model }) => model)]);
    const { found, missing, wrong } = await resolveModels({ modelsDir, models: [...models] });
    const helpful = await resolveModels({ modelsDir, models: helpfulModels() });
    const paths = { ...found, ...helpful.found };
    const error = wrong[0]?.message ?? null;
    if (isWarm || error || missing.length > 0) return { missing, error, paths };
    try {
      await takeEngines(shelf, paths, STANDARD_CHOICE);
      isWarm = true;
      return { missing, error, paths };
    } catch (cause) {
      return { missing, error: `The models could not be loaded: ${messageOf(cause)}`, paths: {} };
    }
  }

  async function pathsOfSet(embedderSet: string | null): Promise<ModelPaths | undefined> {
    const models = embedderSet ? embeddersOfSet(embedderSet).map(({ model }) => model) : [];
    const { found, missing, wrong } = await resolveModels({ modelsDir, models });
    return missing.length + wrong.length > 0 ? undefined : found;
  }

  return {
    async close() {
      fetching.close();
      await shelf.closeAll();
    },
    fetch: fetching.fetch,
    has: async (embedderSet) => (await pathsOfSet(embedderSet)) !== undefined,
    async refresh() {
      await shelf.closeIdle(now().getTime() - IDLE_MS);
      const { missing, error } = await look(decidingSets);
      return { missing, error };
    },
    async engines(choice) {
      decidingSets.add(choice.embedderSet);
      const { missing, error, paths } = await look([choice.embedderSet]);
      if (error || missing.length > 0) {
        if (!(await pathsOfSet(choice.embedderSet))) fetching.begin(choice.embedderSet);
        const retryAt = new Date(now().getTime() + RETRY_MS);
        throw new NotYetError(retryAt, error ?? `Models are missing: ${missing.join(", ")}`);
      }
      const deciding = { ...choice, nextEmbedderSet: null };
      const next = await pathsOfSet(choice.nextEmbedderSet);
      if (!next) {
        if (choice.nextEmbedderSet) fetching.begin(choice.nextEmbedderSet);
        return await takeEngines(shelf, paths, deciding);
      }
      return await takeEngines(shelf, { ...paths, ...next }, choice).catch((error) => {
        logger.warn({ err: error, set: choice.nextEmbedderSet }, "next set cannot be used");
        return takeEngines(shelf, paths, deciding);
      });
    },
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
