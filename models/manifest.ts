import { z } from "zod";
import published from "./manifest.json" with { type: "json" };

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.int().positive();
const size = {
  bytes,
  /** `bytes` is what its publisher says in round figures; the hash alone decides. */
  sizeIsRounded: z.literal(true).optional(),
};
const remoteFile = z.strictObject({ url: z.url(), ...size, sha256 });

const modelFile = z.strictObject({
  /** File name, without a folder. */
  name: z.string().regex(/^[\w.-]+$/),
  /** Any of these is the right file. The first one is what `source` gives. */
  accepted: z.array(z.strictObject({ ...size, sha256, origin: z.string() })).min(1),
  source: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("file"), url: z.url() }),
    /** Published in OpenVINO's format only; converted here, see `openvino.ts`. */
    z.strictObject({
      kind: z.literal("openvino"),
      network: z.string(),
      xml: remoteFile,
      bin: remoteFile,
    }),
    /** No address is known: the owner gets it from its publisher and puts it into the folder. */
    z.strictObject({ kind: z.literal("by-hand"), publisher: z.string() }),
  ]),
});

const channelValues = z.tuple([z.number(), z.number(), z.number()]);

const embedderParts = {
  /** How a face is cut out for it; see `lib/faces/shots/alignment.ts`. */
  alignment: z.enum(["arcface-112", "retail-128"]),
  /** Raised when alignment or preprocessing changes, so that stored embeddings are made anew. */
  recipe: z.int().positive(),
};

const anyModel = z.strictObject({
  name: z.string(),
  version: z.string(),
  /** SPDX identifier, or a LicenseRef that the attribution explains. */
  licence: z.string(),
  /** Who made it, for the page that names the models. */
  attribution: z.string(),
  /** What the network takes: (value - mean) / scale for each channel of 0 to 255, in this order. */
  input: z.strictObject({
    name: z.string(),
    /** Sizes; a letter stands for a size that may vary. */
    shape: z.array(z.string()),
    channels: z.enum(["BGR", "RGB"]),
    mean: channelValues,
    scale: channelValues,
    description: z.string(),
  }),
  output: z.string(),
  /** The file to load comes first. All must lie in one folder, for one may name another. */
  files: z.array(modelFile).min(1),
});

const model = z.discriminatedUnion("role", [
  anyModel.extend({ role: z.literal("face-detector") }),
  anyModel.extend({ role: z.literal("face-embedder"), ...embedderParts }),
  /** The two networks whose mean says whether a face is a living one; in this order. */
  anyModel.extend({ role: z.literal("face-liveness") }),
  anyModel.extend({ role: z.literal("object-detector") }),
]);

const share = z.number().gt(0).max(1);
const cosine = z.number().min(0).max(1);

/** Cosines differ from set to set, and so does what they mean. */
const setThresholds = z.strictObject({
  /** What a household decides by until it is calibrated; see `IdentificationThresholds`. */
  start: z.strictObject({ named: cosine, ask: cosine, margin: cosine }),
  /** Below these no household's strangers bring them. */
  floor: z.strictObject({ named: cosine, ask: cosine }),
  /** What they were measured on. */
  source: z.string(),
});

/** Embedders that decide together who somebody is. */
const embedderSet = z.strictObject({
  /** What is said of it stands in messages/en/models.json. */
  name: z.enum(["standard", "light", "adaface", "auraface"]),
  /** For the page on which the owner chooses. */
  title: z.string(),
  /** Whether Kith's own tests run it. */
  isTried: z.boolean(),
  thresholds: setThresholds,
  /** With each one's share of the fused similarity; together one. */
  embedders: z.array(z.strictObject({ model: z.string(), weight: share })).min(1),
});

const manifest = z.strictObject({
  models: z.array(model).min(1),
  /** The first one is what a household begins with. */
  sets: z.array(embedderSet).min(1),
});

export type Model = z.infer<typeof model>;
export type EmbedderModel = Extract<Model, { role: "face-embedder" }>;
export type EmbedderSet = z.infer<typeof embedderSet>;
export type SetThresholds = z.infer<typeof setThresholds>;
export type ModelFile = z.infer<typeof modelFile>;
export type RemoteFile = z.infer<typeof remoteFile>;

const { models, sets } = manifest.parse(published);

/** The models of this version, from `manifest.json`. */
export const modelManifest = (): readonly Model[] => models;

/** The sets of embedders that a household may decide by. The first one is the standard. */
export const embedderSets = (): readonly EmbedderSet[] => sets;

/** A set's models with their shares of the fused similarity. @throws RangeError for an unknown set. */
export const embeddersOfSet = (name: string): { model: EmbedderModel; weight: number }[] =>
  setNamed(name).embedders.map((each) => ({ ...each, model: embedderModel(each.model) }));

/** What a set decides by, and how low a household may go. @throws RangeError for an unknown set. */
export const thresholdsOfSet = (name: string): SetThresholds => setNamed(name).thresholds;

function setNamed(name: string): EmbedderSet {
  const set = sets.find((each) => each.name === name);
  if (!set) throw new RangeError(`models/manifest.json has no set of embedders "${name}"`);
  return set;
}

/** The name of the set in which just these embedders decide with these shares, if there is one. */
export const setOfEmbedders = (
  embedders: readonly { embedder: string; weight: number }[],
): string | undefined =>
  sets.find(
    (set) =>
      set.embedders.length === embedders.length &&
      embedders.every(({ embedder, weight }) =>
        set.embedders.some((each) => each.model === embedder && each.weight === weight),
      ),
  )?.name;

function embedderModel(name: string): EmbedderModel {
  const model = models.find((each) => each.name === name);
  if (model?.role === "face-embedder") return model;
  throw new RangeError(`models/manifest.json has no embedder "${name}"`);
}

/**
 * Changes with the weights and with the preprocessing; embeddings of two versions do not compare. Not
 * the file's hash: two files of 0095 are accepted, whose embeddings are the same.
 */
export const embedderVersion = ({ recipe, version }: EmbedderModel) => `${recipe}-${version}`;

const standardEmbedders = new Set(sets[0]?.embedders.map(({ model }) => model));

/** What Kith fetches unasked: all but the embedders that only other sets have. */
export const standardModels = (): Model[] =>
  models.filter(({ role, name }) => role !== "face-embedder" || standardEmbedders.has(name));

/** What recognition cannot do without: the detector and the standard set. */
export const essentialModels = (): Model[] =>
  standardModels().filter(({ role }) => role === "face-detector" || role === "face-embedder");

export type HelpfulRole = "face-liveness" | "object-detector";

/** What makes recognition better and is fetched unasked, but that it goes on without. */
export const helpfulModels = (): Model[] =>
  models.filter(({ role }) => role === "face-liveness" || role === "object-detector");
