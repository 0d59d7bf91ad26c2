import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alignFace } from "#lib/faces/shots/alignment.ts";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
import { modelPaths } from "#lib/testing/recordings.ts";
import { openEmbedder } from "#worker/inference/embedder.ts";
import { loadEngines } from "#worker/inference/engines.ts";
import { readPicture } from "#worker/media/encode.ts";
import { embeddersOfSet, modelManifest } from "./manifest.ts";
import { convertToOnnx } from "./openvino.ts";

const NETWORK = "face-reidentification-retail-0095";
const shared = new URL("../../shared/", import.meta.url);
const source = (suffix: string) => new URL(`models/openvino/${NETWORK}.${suffix}`, shared);
const reference = new URL("models/face-embedding-omz-0095.onnx", shared);
/** Some of the photographs that are not part of the project. */
const photographs = [
  ...[1, 2, 3].flatMap((n) => [`enrol/enroll_female_${n}.png`, `enrol/enroll_male_${n}.png`]),
  ...["Aaron_Peirsol/0001", "Abba_Eban/0001", "Abdullah_Gul/0012", "Abel_Pacheco/0001"].map(
    (name) => `faces/photos/${name}.jpg`,
  ),
].map((name) => fileURLToPath(new URL(`media/${name}`, shared)));
const SIZE = 128;

const convert = () =>
  convertToOnnx(NETWORK, readFileSync(source("xml"), "utf8"), readFileSync(source("bin")));

/** Repeatable values from 0 to 255. */
function noise(seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: 3 * SIZE * SIZE }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state % 256;
  });
}

async function embed(session: InferenceSession, inputs: Float32Array[]): Promise<Float32Array> {
  const batch = Float32Array.from(inputs.flatMap((input) => [...input]));
  const input = new Tensor("float32", batch, [inputs.length, 3, SIZE, SIZE]);
  return (await session.run({ input })).output?.data as Float32Array;
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) =>
    x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe.skipIf(!existsSync(source("bin")))("converting the published network", () => {
  it("gives the bytes whose hash the manifest names first", () => {
    const file = modelManifest().find(({ name }) => name === "face-reidentification-retail-0095")
      ?.files[0];
    const onnx = convert();
    expect(createHash("sha256").update(onnx).digest("hex")).toBe(file?.accepted[0]?.sha256);
    expect(onnx.length).toBe(file?.accepted[0]?.bytes);
  });

  it("computes the same embeddings as the reference conversion, one by one and in a batch", async () => {
    const quiet = { logSeverityLevel: 3 } as const;
    const converted = await InferenceSession.create(convert(), quiet);
    const expected = await InferenceSession.create(readFileSync(reference), quiet);
    const inputs = [noise(1), noise(2), noise(3)];
    const batch = await embed(converted, inputs);
    expect(batch.length).toBe(inputs.length * 256);
    for (const [index, input] of inputs.entries()) {
      const wanted = await embed(expected, [input]);
      expect(cosine(await embed(converted, [input]), wanted)).toBeGreaterThan(0.9999);
      expect(cosine(batch.subarray(index * 256, (index + 1) * 256), wanted)).toBeGreaterThan(
        0.9999,
      );
    }
    const [first, second] = [batch.subarray(0, 256), batch.subarray(256, 512)];
    expect(cosine(first, second)).toBeLessThan(0.9999);
  });
});

describe.skipIf(!existsSync(source("bin")) || !existsSync(photographs[0] ?? ""))(
  "the converted network, shown real faces",
  () => {
    let engines: Awaited<ReturnType<typeof loadEngines>>;
    let folder: string;

    beforeAll(async () => {
      engines = await loadEngines(modelPaths);
      folder = await mkdtemp(join(tmpdir(), "kith-converted-"));
      await writeFile(join(folder, "converted.onnx"), convert());
    });
    afterAll(async () => {
      await engines.close();
      await rm(folder, { recursive: true, force: true });
    });

    it("makes the embeddings of the reference file, and nearly the same from stored crops", async () => {
      const [model] = embeddersOfSet("light").map((each) => each.model);
      if (!model) throw new Error("There is no embedder.");
      const converted = await openEmbedder(model, join(folder, "converted.onnx"));
      const expected = await openEmbedder(model, fileURLToPath(reference));
      const fromCrops: number[] = [];
      for (const file of photographs) {
        const frame = await readPicture(file);
        const [face] = await engines.detect(frame);
        if (!face) throw new Error(`There is no face in ${file}.`);
        const aligned = converted.align(frame, face.landmarks);
        const crop = converted.fromAligned(alignFace(frame, face.landmarks));
        const [[vector], [wanted], [fromCrop]] = await Promise.all([
          converted.embed([aligned]),
          expected.embed([aligned]),
          converted.embed([crop]),
        ]);
        if (!vector || !wanted || !fromCrop) throw new Error("There is no embedding.");
        expect(cosineSimilarity(vector, wanted)).toBeGreaterThanOrEqual(0.9999);
        fromCrops.push(cosineSimilarity(vector, fromCrop));
      }
      // Source: 0.956 at least over 189 photographs, clean and degraded.
      expect(Math.min(...fromCrops)).toBeGreaterThan(0.95);
      await Promise.all([converted.close(), expected.close()]);
    });
  },
);

describe("converting another network", () => {
  it("refuses a layer that it does not know", () => {
    const xml = '<layer id="0" type="LSTMCell"><data /></layer>';
    expect(() => convertToOnnx("x", xml, Buffer.alloc(0))).toThrow(
      /type that is not known here: LSTMCell/,
    );
  });
});
