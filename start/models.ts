import { fetchMissingModels } from "#models/download.ts";
import { essentialModels } from "#models/manifest.ts";
import { showProgress } from "#models/progress.ts";
import { resolveModels } from "#models/resolve.ts";
import { say } from "./terminal.ts";

const RETRY_MS = 10 * 60 * 1000;

/**
 * Finds the models, or fetches them. Missing ones stop nobody: Kith goes on without recognition.
 *
 * @returns whether those are there without which nobody is recognised.
 */
export async function prepareModels(modelsDir: string | undefined): Promise<boolean> {
  const { missing, wrong } = await resolveModels({ modelsDir });
  for (const { message } of wrong) say(message);
  if (missing.length + wrong.length === 0) return true;
  const failures = await fetchMissingModels({
    modelsDir,
    onProgress: showProgress(process.stdout),
  });
  for (const { message } of failures) say(`  ${message}`);
  const essential = await resolveModels({ modelsDir, models: essentialModels() });
  if (essential.missing.length + essential.wrong.length === 0) return true;
  say("  Kith starts without recognition and tries again every 10 minutes.");
  return false;
}

/** Tries to fetch the models again and again, silently. @returns what ends the trying. */
export function keepFetchingModels(
  modelsDir: string | undefined,
  onComplete: () => void,
): () => void {
  const abort = new AbortController();
  let timer = setTimeout(attempt, RETRY_MS);
  async function attempt() {
    const failures = await fetchMissingModels({ modelsDir, signal: abort.signal }).catch(String);
    if (abort.signal.aborted) return;
    if (failures.length === 0) onComplete();
    else timer = setTimeout(attempt, RETRY_MS);
  }
  return () => {
    abort.abort();
    clearTimeout(timer);
  };
}
