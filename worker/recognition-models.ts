import { NotYetError } from "#lib/errors.ts";
import { resolveModels } from "#models/resolve.ts";
import { type Engines, loadEngines } from "./inference/engines.ts";

/** What the pages and the health report say about the models. */
export type ModelsState = { missing: string[]; error: string | null };

export type RecognitionModels = {
  /** @throws NotYetError while a model is missing or wrong. */
  engines: () => Promise<Engines>;
  /** Looks again for what was not there. */
  refresh: () => Promise<ModelsState>;
  close: () => Promise<void>;
};

/** How long an event waits before it asks for the models again. */
const RETRY_MS = 15_000;

const files = {
  detector: "face-detection-yunet-2023mar.onnx",
  embedder0095: "face-embedding-omz-0095.onnx",
  mobileFaceNet: "MobileFaceNet.onnx",
} as const;

/** The recognition models, loaded once all of them are found with the right hash. */
export function createRecognitionModels(
  modelsDir: string | undefined,
  now: () => Date,
): RecognitionModels {
  let loading: Promise<Engines> | undefined;

  async function load(paths: Record<string, string>): Promise<ModelsState> {
    const path = (file: string) => paths[file] ?? "";
    loading ??= loadEngines({
      detector: path(files.detector),
      embedder0095: path(files.embedder0095),
      mobileFaceNet: path(files.mobileFaceNet),
    });
    try {
      await loading;
      return { missing: [], error: null };
    } catch (error) {
      loading = undefined;
      const why = error instanceof Error ? error.message : String(error);
      return { missing: [], error: `The models could not be loaded: ${why}` };
    }
  }

  async function refresh(): Promise<ModelsState> {
    if (loading) return { missing: [], error: null };
    const { found, missing, wrong } = await resolveModels({ modelsDir });
    const error = wrong[0]?.message ?? null;
    return missing.length > 0 || error ? { missing, error } : await load(found);
  }

  return {
    refresh,
    async engines() {
      const { missing, error } = await refresh();
      if (loading) return await loading;
      const retryAt = new Date(now().getTime() + RETRY_MS);
      throw new NotYetError(retryAt, error ?? `Models are missing: ${missing.join(", ")}`);
    },
    async close() {
      const engines = await loading?.catch(() => undefined);
      loading = undefined;
      await engines?.close();
    },
  };
}
