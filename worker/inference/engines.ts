import type { Weighted } from "#lib/faces/types.ts";
import {
  type EmbedderModel,
  embedderSets,
  embeddersOfSet,
  type HelpfulRole,
  helpfulModels,
  modelManifest,
} from "#models/manifest.ts";
import { type AnimalFinder, openAnimalFinder } from "./animal-finder.ts";
import { type Detector, openDetector } from "./detector.ts";
import { type Embedder, openEmbedder } from "./embedder.ts";
import { type LivenessJudge, openLivenessJudge } from "./liveness.ts";
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
  readonly detect: Detector["detect"];
  readonly detectNear: Detector["detectNear"];
  /** Null while its model is not there: nothing is said of prints and screens then. */
  readonly judgeLiveness: LivenessJudge["judge"] | null;
  /** Null while its model is not there: doubtful faces are people then. */
  readonly findAnimals: AnimalFinder["findAnimals"] | null;
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
  shelf: Pick<Shelf, "take">,
  paths: ModelPaths,
  choice: SetChoice,
): Promise<Engines> {
  const detectorModel = modelManifest().find(({ role }) => role === "face-detector");
  // All at once: a model that cannot be opened is told of while others are still being opened.
  const [detector, judge, finder, embedders] = await Promise.all([
    shelf.take("face-detector", async () => openDetector(mainFile(paths, detectorModel?.files))),
    takeHelpful(shelf, paths, "face-liveness", openLivenessJudge),
    takeHelpful(shelf, paths, "object-detector", ([path = ""]) => openAnimalFinder(path)),
    Promise.all(embeddersOf(choice).map((each) => takeEmbedder(shelf, paths, each))),
  ]);
  return {
    detect: detector.detect,
    detectNear: detector.detectNear,
    judgeLiveness: judge?.judge ?? null,
    findAnimals: finder?.findAnimals ?? null,
    embedders,
  };
}

async function takeEmbedder(
  shelf: Pick<Shelf, "take">,
  paths: ModelPaths,
  { model, weight }: Weighted<{ model: EmbedderModel }>,
): Promise<Weighted<Embedder>> {
  const open = () => openEmbedder(model, mainFile(paths, model.files));
  return { ...(await shelf.take(model.name, open)), weight };
}

/** All models of a role together; undefined while one is missing: recognition goes on without. */
async function takeHelpful<Model extends { close(): Promise<void> }>(
  shelf: Pick<Shelf, "take">,
  paths: ModelPaths,
  role: HelpfulRole,
  open: (files: readonly string[]) => Promise<Model>,
): Promise<Model | undefined> {
  const models = helpfulModels().filter((model) => model.role === role);
  const files = models.flatMap((model) => paths[model.files[0]?.name ?? ""] ?? []);
  return files.length === models.length ? await shelf.take(role, () => open(files)) : undefined;
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
