import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { env } from "node:process";
import { essentialModels, helpfulModels } from "#models/manifest.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** Rendered people who do not exist; credits lie beside them. */
const RECORDINGS = join(ROOT, "e2e/fakes/ring/recordings");

/** Filmed actors, photographs and models are not part of the project. */
const MEDIA = env.MEDIA_DIR ?? join(ROOT, "../shared/media");
const MODELS = env.MODELS_DIR ?? join(ROOT, "../shared/models");

/** A rendered recording by its name, such as "anna-day". */
export function recordingPath(name: string): string {
  return join(RECORDINGS, `${name}.mp4`);
}

/** A filmed recording by its name, such as "woman_alone". */
export function filmedPath(name: string): string {
  return join(MEDIA, "recordings", `${name}.mp4`);
}

/** True where the filmed recordings have been put. */
export const hasFilmed = existsSync(join(MEDIA, "recordings"));

const pathsOf = (models: ReturnType<typeof essentialModels>): [string, string][] =>
  models.flatMap(({ files }) => files).map(({ name }) => [name, join(MODELS, name)]);

/** The files of the real models, by file name: those that recognition needs, and those that help it. */
export const modelPaths: Readonly<Record<string, string>> = Object.fromEntries([
  ...pathsOf(essentialModels()),
  ...pathsOf(helpfulModels()).filter(([, path]) => existsSync(path)),
]);

/** True where the models have been put. */
export const hasModels = pathsOf(essentialModels()).every(([, path]) => existsSync(path));

/** True where those that help have been put as well. */
export const hasHelpfulModels = pathsOf(helpfulModels()).every(([, path]) => existsSync(path));
