import { type InferenceSession, Tensor } from "onnxruntime-node";
import {
  ARCFACE_TEMPLATE,
  alignedFarther,
  alignFace,
  alignFaceFarther,
  alignFaceForRetail,
  alignFaceForRetailFarther,
  retailFromAligned,
} from "#lib/faces/shots/alignment.ts";
import { meanVector, normalise } from "#lib/faces/similarity.ts";
import type { Landmarks, RgbImage, UnitVector } from "#lib/faces/types.ts";
import { type EmbedderModel, embedderVersion } from "#models/manifest.ts";
import { disposeAll, floatOutput, openSession } from "./session.ts";

/** Turns aligned faces into embeddings. */
export type Embedder = {
  /** Stable name of the model. */
  readonly name: string;
  /** See `embedderVersion`. */
  readonly version: string;
  /** The aligned face as this embedder wants it: its views, one below the other. */
  align(frame: RgbImage, landmarks: Landmarks): RgbImage;
  /** The same from a face aligned to the 112 x 112 template, as faces are stored. */
  fromAligned(aligned: RgbImage): RgbImage;
  /** One unit vector per aligned face, in order: the mean of what it makes of the views. */
  embed(aligned: readonly RgbImage[]): Promise<UnitVector[]>;
  close(): Promise<void>;
};

/** Each face is seen twice, the second time from a little farther away: see `alignFaceFarther`. */
const aligners = {
  "arcface-112": {
    align: (frame: RgbImage, landmarks: Landmarks) =>
      stack(alignFace(frame, landmarks), alignFaceFarther(frame, landmarks)),
    fromAligned: (aligned: RgbImage) => stack(aligned, alignedFarther(aligned)),
  },
  "retail-128": {
    align: (frame: RgbImage, landmarks: Landmarks) =>
      stack(alignFaceForRetail(frame, landmarks), alignFaceForRetailFarther(frame, landmarks)),
    fromAligned: (aligned: RgbImage) =>
      stack(retailFromAligned(aligned), retailFromAligned(alignedFarther(aligned))),
  },
};

/** Two pictures of one size in one, the first above the second. */
const stack = (first: RgbImage, second: RgbImage): RgbImage => ({
  data: Buffer.concat([first.data, second.data]),
  width: first.width,
  height: first.height * 2,
});

/** The two again. */
const unstack = ({ data, width, height }: RgbImage): RgbImage[] =>
  [data.subarray(0, data.length / 2), data.subarray(data.length / 2)].map((half) => ({
    data: half,
    width,
    height: height / 2,
  }));

/**
 * Opens an embedder as the manifest describes it: planes of one colour each, float32. Rejects also when
 * it cannot make a vector of an aligned face: some sets were never tried by us.
 */
export async function openEmbedder(model: EmbedderModel, path: string): Promise<Embedder> {
  const session = await openSession(path);
  const embedder = embedderOf(model, session);
  try {
    await embedder.embed([embedder.fromAligned(GREY_FACE)]);
    return embedder;
  } catch (error) {
    await session.release();
    throw error;
  }
}

const { width: SIDE, height: HEIGHT } = ARCFACE_TEMPLATE;
const GREY_FACE: RgbImage = {
  data: new Uint8Array(SIDE * HEIGHT * 3).fill(128),
  width: SIDE,
  height: HEIGHT,
};

function embedderOf(model: EmbedderModel, session: InferenceSession): Embedder {
  return {
    name: model.name,
    version: embedderVersion(model),
    ...aligners[model.alignment],
    async embed(aligned) {
      const vectors: UnitVector[] = [];
      for (const face of aligned) {
        const seen: UnitVector[] = [];
        for (const view of unstack(face)) seen.push(await run(session, model.input, view));
        vectors.push(meanVector(seen));
      }
      return vectors;
    },
    close: () => session.release(),
  };
}

/** One picture at a time. Source: a batch takes longer for each; see `models/ACCURACY.md`. */
async function run(
  session: InferenceSession,
  input: EmbedderModel["input"],
  view: RgbImage,
): Promise<UnitVector> {
  const [inputName = "", outputName = ""] = [session.inputNames[0], session.outputNames[0]];
  const shape = [1, 3, view.height, view.width];
  const tensor = new Tensor("float32", planesOf(view, input), shape);
  const outputs = await session.run({ [inputName]: tensor });
  try {
    return normalise(floatOutput(outputs, outputName));
  } finally {
    disposeAll(outputs);
    tensor.dispose();
  }
}

/** (value - mean) / scale, one plane a channel, in the order of the model's channels. */
function planesOf(
  { data }: RgbImage,
  { channels, mean, scale }: EmbedderModel["input"],
): Float32Array {
  const plane = data.length / 3;
  const planes = new Float32Array(data.length);
  for (let channel = 0; channel < 3; channel++) {
    const from = channels === "RGB" ? channel : 2 - channel;
    const [shift, divisor] = [mean[channel]!, scale[channel]!];
    for (let pixel = 0; pixel < plane; pixel++)
      planes[channel * plane + pixel] = (data[pixel * 3 + from]! - shift) / divisor;
  }
  return planes;
}
