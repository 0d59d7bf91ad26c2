import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { InferenceSession, Tensor } from "onnxruntime-node";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { modelManifest } from "./manifest.ts";
import { convertToOnnx } from "./openvino.ts";

const NETWORK = "face-reidentification-retail-0095";
const shared = new URL("../../shared/", import.meta.url);
const source = (suffix: string) => new URL(`models/openvino/${NETWORK}.${suffix}`, shared);
const reference = new URL("models/face-embedding-omz-0095.onnx", shared);
const photographs = [1, 2, 3].map((n) => new URL(`media/enrol/enroll_female_${n}.png`, shared));
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

/** A picture as the network takes it: planes of blue, green and red. */
async function picture(file: URL): Promise<Float32Array> {
  const image = sharp(readFileSync(file)).resize(SIZE, SIZE, { fit: "cover" }).removeAlpha();
  const rgb = await image.raw().toBuffer();
  return Float32Array.from({ length: 3 * SIZE * SIZE }, (_, index) => {
    const plane = Math.floor(index / SIZE ** 2);
    return rgb[(index % SIZE ** 2) * 3 + 2 - plane] ?? 0;
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
    const inputs = [noise(1), noise(2), ...(await Promise.all(photographs.map(picture)))];
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

describe("converting another network", () => {
  it("refuses a layer that it does not know", () => {
    const xml = '<layer id="0" type="LSTMCell"><data /></layer>';
    expect(() => convertToOnnx("x", xml, Buffer.alloc(0))).toThrow(
      /type that is not known here: LSTMCell/,
    );
  });
});
