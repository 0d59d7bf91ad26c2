import { basename } from "node:path";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { alignFace, alignFaceForRetail } from "#lib/faces/alignment.ts";
import { normalise } from "#lib/faces/similarity.ts";
import type { Landmarks, RgbImage, UnitVector } from "#lib/faces/types.ts";
import { modelManifest } from "#models/manifest.ts";
import { disposeAll, floatOutput, openSession } from "./session.ts";

/** Turns aligned faces into embeddings. */
export type Embedder = {
  /** Stable name of the model. */
  readonly name: string;
  /** Changes with the weights and with the preprocessing; embeddings of two versions do not compare. */
  readonly version: string;
  /** The aligned face as this embedder wants it. */
  align(frame: RgbImage, landmarks: Landmarks): RgbImage;
  /** One unit vector per aligned face, in order. */
  embed(aligned: readonly RgbImage[]): Promise<UnitVector[]>;
  close(): Promise<void>;
};

/** Raise when alignment or preprocessing changes, so that stored embeddings are made anew. */
const RECIPE = 1;

/** MobileFaceNet's input: (red, green, blue - mean) / deviation. Source: ImageNet, as it was trained. */
const MEAN = [123.675, 116.28, 103.53] as const;
const DEVIATION = [58.395, 57.12, 57.375] as const;

/** Opens 0095: `[N, 3, 128, 128]` blue-green-red 0..255, 256 numbers. */
export async function openRetail0095(path: string): Promise<Embedder> {
  const session = await openSession(path);
  return {
    name: "face-reidentification-retail-0095",
    version: versionOf(path),
    align: alignFaceForRetail,
    embed: (aligned) => (aligned.length === 0 ? Promise.resolve([]) : embedBatch(session, aligned)),
    close: () => session.release(),
  };
}

/** Opens MobileFaceNet: `[1, 3, 112, 112]` red-green-blue normalised, 128 numbers, one at a time. */
export async function openMobileFaceNet(path: string): Promise<Embedder> {
  const session = await openSession(path);
  return {
    name: "mobilefacenet",
    version: versionOf(path),
    align: alignFace,
    async embed(aligned) {
      const vectors: UnitVector[] = [];
      for (const face of aligned) {
        vectors.push(...(await run(session, "input0", "output0", normalisedPlanes(face), [face])));
      }
      return vectors;
    },
    close: () => session.release(),
  };
}

function embedBatch(session: InferenceSession, aligned: readonly RgbImage[]) {
  const size = (aligned[0]?.data.length ?? 0) | 0;
  const input = new Float32Array(size * aligned.length);
  for (const [index, face] of aligned.entries()) {
    writeBgrPlanes(face, input, index * size);
  }
  return run(session, "input", "output", input, aligned);
}

async function run(
  session: InferenceSession,
  inputName: string,
  outputName: string,
  input: Float32Array,
  faces: readonly RgbImage[],
): Promise<UnitVector[]> {
  const { width, height } = faces[0]!;
  const tensor = new Tensor("float32", input, [faces.length, 3, height, width]);
  const outputs = await session.run({ [inputName]: tensor });
  try {
    const flat = floatOutput(outputs, outputName);
    const length = flat.length / faces.length;
    return faces.map((_, index) => normalise(flat.subarray(index * length, (index + 1) * length)));
  } finally {
    disposeAll(outputs);
    tensor.dispose();
  }
}

function writeBgrPlanes({ data, width, height }: RgbImage, out: Float32Array, offset: number) {
  const plane = width * height;
  for (let pixel = 0; pixel < plane; pixel++) {
    out[offset + pixel] = data[pixel * 3 + 2]!;
    out[offset + plane + pixel] = data[pixel * 3 + 1]!;
    out[offset + 2 * plane + pixel] = data[pixel * 3]!;
  }
}

function normalisedPlanes({ data, width, height }: RgbImage): Float32Array {
  const plane = width * height;
  const planes = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const mean = MEAN[channel]!;
    const deviation = DEVIATION[channel]!;
    for (let pixel = 0; pixel < plane; pixel++) {
      planes[channel * plane + pixel] = (data[pixel * 3 + channel]! - mean) / deviation;
    }
  }
  return planes;
}

/**
 * The recipe and the manifest's version. Not the file's hash: the manifest accepts two files of 0095,
 * the published one and our conversion, whose embeddings are the same.
 */
function versionOf(path: string): string {
  const model = modelManifest().find(({ files }) =>
    files.some(({ name }) => name === basename(path)),
  );
  if (!model) throw new RangeError(`${basename(path)} is not in models/manifest.json`);
  return `${RECIPE}-${model.version}`;
}
