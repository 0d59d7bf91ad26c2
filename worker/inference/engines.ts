import type { DetectionScale } from "#lib/faces/detection-scale.ts";
import type { Detection, RgbImage, Weighted } from "#lib/faces/types.ts";
import {
  type EmbedderModel,
  embedderSets,
  embeddersOfSet,
  modelManifest,
} from "#models/manifest.ts";
import { openDetector } from "./detector.ts";
import { type Embedder, openEmbedder } from "./embedder.ts";
import { createShelf, type Shelf } from "./shelf.ts";

/** Absolute paths of the model files, by file name. */
export type ModelPaths = Readonly<Record<string, string>>;

/** The sets of embedders that a household uses, by name. */
export type SetChoice = {
  /** Decides who somebody is. */
  readonly embedderSet: string;
  /** Faces are embedded with it as well, so that it can take over. */
  readonly nextEmbedderSet: string | null;
};

/** The loaded models as one household uses them. Every method may be called concurrently. */
export type Engines = {
  /** Faces in pixels of the image. The scale is fine unless said otherwise. */
  detect(image: RgbImage, scale?: DetectionScale): Promise<Detection[]>;
  /** All that a face is embedded with, in the order that `fuse` takes them: the deciding set first. */
  readonly embedders: readonly Weighted<Embedder>[];
};

/** The choice of a household that has not chosen. */
export const STANDARD_CHOICE: SetChoice = {
  embedderSet: embedderSets()[0]?.name ?? "",
  nextEmbedderSet: null,
};

/** The embedders of a choice with their shares: those of the next set alone have none yet. */
function embeddersOf(choice: SetChoice): Weighted<{ model: EmbedderModel }>[] {
  const deciding = embeddersOfSet(choice.embedderSet);
  const next = choice.nextEmbedderSet ? embeddersOfSet(choice.nextEmbedderSet) : [];
  const names = new Set(deciding.map(({ model }) => model.name));
  const added = next.filter(({ model }) => !names.has(model.name));
  return [...deciding, ...added.map(({ model }) => ({ model, weight: 0 }))];
}

/** The models of a choice, from the shelf. Rejects when a file is missing or is not the model it should be. */
export async function takeEngines(
  shelf: Shelf,
  paths: ModelPaths,
  choice: SetChoice,
): Promise<Engines> {
  const detector = await shelf.take("face-detector", () => {
    const model = modelManifest().find(({ role }) => role === "face-detector");
    return openDetector(mainFile(paths, model?.files));
  });
  const embedders = embeddersOf(choice).map(async ({ model, weight }) => {
    const open = () => openEmbedder(model, mainFile(paths, model.files));
    return { ...(await shelf.take(model.name, open)), weight };
  });
  return {
    detect: (image, scale = "fine") => detector.detect(image, scale),
    embedders: await Promise.all(embedders),
  };
}

/** The file to load comes first; others lie beside it. */
function mainFile(paths: ModelPaths, files: readonly { name: string }[] = []): string {
  const [file] = files;
  const path = file && paths[file.name];
  if (!path) throw new Error(`The model ${file?.name} is missing.`);
  return path;
}

/** The models of a choice for one user, who closes them: a measurement, a test. */
export async function loadEngines(
  paths: ModelPaths,
  choice: SetChoice = STANDARD_CHOICE,
): Promise<Engines & { close(): Promise<void> }> {
  const shelf = createShelf(() => new Date());
  return { ...(await takeEngines(shelf, paths, choice)), close: shelf.closeAll };
}
