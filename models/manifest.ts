import { readFileSync } from "node:fs";
import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.int().positive();
const remoteFile = z.strictObject({ url: z.url(), bytes, sha256 });

const modelFile = z.strictObject({
  /** File name, without a folder. */
  name: z.string().regex(/^[\w.-]+$/),
  /** Any of these is the right file. The first one is what `source` gives. */
  accepted: z.array(z.strictObject({ bytes, sha256, origin: z.string() })).min(1),
  source: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("file"), url: z.url() }),
    /** Published in OpenVINO's format only; converted here, see `openvino.ts`. */
    z.strictObject({
      kind: z.literal("openvino"),
      network: z.string(),
      xml: remoteFile,
      bin: remoteFile,
    }),
  ]),
});

const channelValues = z.tuple([z.number(), z.number(), z.number()]);

const model = z.strictObject({
  name: z.string(),
  role: z.enum(["face-detector", "face-embedder"]),
  version: z.string(),
  /** SPDX identifier. */
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

const manifest = z.strictObject({ models: z.array(model).min(1) });

export type Model = z.infer<typeof model>;
export type ModelFile = z.infer<typeof modelFile>;
export type RemoteFile = z.infer<typeof remoteFile>;

let cached: Model[] | undefined;

/** The models of this version, from `manifest.json`. */
export function modelManifest(): Model[] {
  cached ??= manifest.parse(
    JSON.parse(readFileSync(new URL("./manifest.json", import.meta.url), "utf8")),
  ).models;
  return cached;
}
