import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256OfFile } from "./checksum.ts";
import { type Model, type ModelFile, standardModels } from "./manifest.ts";

/** Where `models/fetch.ts` puts what it downloads. */
export const MODELS_FOLDER = fileURLToPath(new URL(".", import.meta.url));
const SHARED_FOLDER = fileURLToPath(new URL("../../shared/models", import.meta.url));

/** A file with the right name and the wrong content. */
export type WrongFile = {
  file: string;
  path: string;
  expectedSha256: string;
  actualSha256: string;
  /** Names the file, both hashes and what to do. */
  message: string;
};

export type ResolvedModels = {
  /** Absolute paths of verified files, by file name. A model's files lie in one folder. */
  found: Record<string, string>;
  /** Names of files that are in no folder. */
  missing: string[];
  /** Files that were found with other content than the manifest's, and nowhere with the right one. */
  wrong: WrongFile[];
};

/** @param modelsDir the one folder to look in; without it `models/`, then `../shared/models` */
export async function resolveModels(options: {
  modelsDir?: string | undefined;
  /** For tests: look in these folders alone, in this order. */
  folders?: string[];
  /** Default: those that Kith fetches unasked. */
  models?: readonly Model[];
}): Promise<ResolvedModels> {
  const { modelsDir, models = standardModels() } = options;
  const usual = modelsDir ? [modelsDir] : [MODELS_FOLDER, SHARED_FOLDER];
  const folders = options.folders ?? usual;
  const resolved: ResolvedModels = { found: {}, missing: [], wrong: [] };
  for (const model of models) await resolveModel(model, folders, resolved);
  return resolved;
}

async function resolveModel(model: Model, folders: string[], resolved: ResolvedModels) {
  const wrong = new Map<string, WrongFile>();
  const present = new Set<string>();
  for (const folder of folders) {
    const verdicts = await Promise.all(model.files.map((file) => verify(file, folder)));
    if (verdicts.every((verdict) => verdict === "right")) {
      for (const { name } of model.files) resolved.found[name] = join(folder, name);
      return;
    }
    model.files.forEach(({ name }, index) => {
      const verdict = verdicts[index];
      if (verdict === "right") present.add(name);
      else if (verdict && !wrong.has(name)) wrong.set(name, verdict);
    });
  }
  for (const { name } of model.files) {
    const mistake = wrong.get(name);
    if (mistake) resolved.wrong.push(mistake);
    else if (!present.has(name) || wrong.size === 0) resolved.missing.push(name);
  }
}

async function verify(file: ModelFile, folder: string): Promise<"right" | WrongFile | undefined> {
  const path = join(folder, file.name);
  const actualSha256 = await sha256OfFile(path);
  if (!actualSha256) return undefined;
  if (file.accepted.some(({ sha256 }) => sha256 === actualSha256)) return "right";
  const expectedSha256 = file.accepted[0]?.sha256 ?? "";
  return {
    file: file.name,
    path,
    expectedSha256,
    actualSha256,
    message: `${path} is not the model it claims to be: its SHA-256 is ${actualSha256}, expected ${expectedSha256}. Delete it and run "node models/fetch.ts".`,
  };
}
