import { InferenceSession } from "onnxruntime-node";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cropFace } from "#lib/faces/detection/crop.ts";
import { livenessInputs, mayBePicture } from "#lib/faces/shots/liveness.ts";
import type { RgbImage } from "#lib/faces/types.ts";
import { openWorkshop } from "#lib/testing/clips.ts";
import { filmedPath, hasFilmed, hasHelpfulModels, modelPaths } from "#lib/testing/recordings.ts";
import { readPicture } from "#worker/media/encode.ts";
import { type Engines, loadEngines } from "./engines.ts";
import { openLivenessJudge } from "./liveness.ts";
import { openSession } from "./session.ts";

it("runs both networks on as many threads as any other model", async () => {
  const create = vi.spyOn(InferenceSession, "create").mockRejectedValue(new Error("not opened"));
  const files = ["v2.onnx", "v1se.onnx", "other.onnx"];
  await Promise.allSettled([openLivenessJudge(files.slice(0, 2)), openSession("other.onnx")]);
  const options: unknown[] = create.mock.calls.map((call) => call[1]);
  create.mockRestore();
  expect(options).toHaveLength(files.length);
  expect(new Set(options.map((each) => JSON.stringify(each))).size).toBe(1);
});

describe.skipIf(!hasHelpfulModels || !hasFilmed)("the models that help", () => {
  let engines: Engines & { close(): Promise<void> };
  let filmed: RgbImage;
  beforeAll(async () => {
    engines = await loadEngines(modelPaths);
    const workshop = await openWorkshop();
    const input = ["-ss", "5", "-i", filmedPath("woman_alone"), "-frames:v", "1", "-update", "1"];
    filmed = await readPicture(await workshop.make("woman.png", ...input));
    await workshop.remove();
  });
  afterAll(() => engines.close());

  async function livenessIn(image: RgbImage): Promise<number | null> {
    const [face] = await engines.detect(image);
    return face ? ((await engines.judgeLiveness?.(livenessInputs(image, face.box))) ?? null) : null;
  }

  it("take somebody filmed for living, and a print of the same face for a picture", async () => {
    const [face] = await engines.detect(filmed);
    const { data, width, height } = cropFace(filmed, face?.box ?? expect.fail("no face"));
    const print = await sharp(data, { raw: { width, height, channels: 3 } })
      .resize(190, 190)
      .extend({ top: 12, bottom: 12, left: 12, right: 12, background: "white" })
      .png()
      .toBuffer();
    const wall = { width: 960, height: 540, channels: 3 as const, background: "#5a6e5a" };
    const held = sharp({ create: wall }).composite([{ input: print, left: 380, top: 160 }]);
    expect(mayBePicture(await livenessIn(filmed))).toBe(false);
    expect(mayBePicture(await livenessIn(await readPicture(await held.png().toBuffer())))).toBe(
      true,
    );
  });

  it("see no animal in a woman", async () => {
    expect(await engines.findAnimals?.(filmed)).toEqual([]);
  });
});
