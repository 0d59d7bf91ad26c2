import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyMask, maskSpans, parseUnitRectangles } from "#lib/clips/masking.ts";
import { fromMirror } from "#lib/faces/detection/close-look.ts";
import { fuse } from "#lib/faces/identification/fusion.ts";
import { paintImage } from "#lib/faces/samples.ts";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
import type { RgbImage } from "#lib/faces/types.ts";
import { hasModels, modelPaths, recordingPath } from "#lib/testing/recordings.ts";
import { sampleFrames } from "#worker/media/frames.ts";
import { probeClip } from "#worker/media/probe.ts";
import { loadEngines, STANDARD_CHOICE, takeEngines } from "./engines.ts";
import type { Shelf } from "./shelf.ts";

const never = new AbortController().signal;

async function frameNear(name: string, atMs: number): Promise<RgbImage> {
  const path = recordingPath(name);
  for await (const frame of sampleFrames(path, await probeClip(path, never), never)) {
    if (frame.atMs >= atMs) {
      return { ...frame, data: Uint8Array.from(frame.data) };
    }
  }
  throw new Error(`${name} ends before ${atMs} ms`);
}

it("tells of an embedder that cannot be opened while the detector still is", async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on("unhandledRejection", note);
  const shelf: Pick<Shelf, "take"> = {
    take: async (name) => {
      if (name !== "face-detector") throw new Error(`${name} is broken`);
      return await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
  await expect(takeEngines(shelf, {}, STANDARD_CHOICE)).rejects.toThrow("is broken");
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

describe.skipIf(!hasModels)("the real models", () => {
  let engines: Awaited<ReturnType<typeof loadEngines>>;
  let anna: RgbImage;

  beforeAll(async () => {
    engines = await loadEngines(modelPaths);
    anna = await frameNear("anna-day", 6000);
  });
  afterAll(() => engines.close());

  it("find one face where it is, with its landmarks in order", async () => {
    const whole = await engines.detect(anna);
    const moved = whole.map((face) => ({ ...face, box: { ...face.box, x: face.box.x + 60 } }));
    for (const found of [whole, await engines.detectNear(anna, moved)]) {
      const [face, ...others] = found;
      expect(others).toEqual([]);
      expect(face?.score).toBeGreaterThan(0.85);
      expect(face?.box.height).toBeGreaterThan(80);
      const [leftEye, rightEye, nose, leftMouth, rightMouth] = face?.landmarks ?? [];
      expect(leftEye?.x).toBeLessThan(rightEye?.x ?? 0);
      expect(leftMouth?.x).toBeLessThan(rightMouth?.x ?? 0);
      expect(nose?.y).toBeGreaterThan(leftEye?.y ?? 0);
      expect(nose?.y).toBeLessThan(leftMouth?.y ?? 0);
    }
  });

  it("find the same landmarks in the mirror image of a face that is not large", async () => {
    const [width, height] = [anna.width / 2, anna.height / 2];
    const halved = (columnOf: (x: number) => number) =>
      paintImage(width, height, (x, y) => {
        const at = (2 * y * anna.width + 2 * columnOf(x)) * 3;
        return [anna.data[at] ?? 0, anna.data[at + 1] ?? 0, anna.data[at + 2] ?? 0];
      });
    const [face] = await engines.detect(halved((x) => x));
    const [again] = await engines.detect(halved((x) => width - 1 - x));
    const back = again && fromMirror(width, again);
    expect(face).toBeDefined();
    for (const [index, { x, y }] of face?.landmarks.entries() ?? []) {
      const other = back?.landmarks[index] ?? { x: 0, y: 0 };
      expect(Math.hypot(x - other.x, y - other.y)).toBeLessThan(1.2);
    }
  });

  it("find a face of 24 px in a 1080p frame unless it is masked, and one that fills it", async () => {
    const [face] = await engines.detect(anna);
    const { x, y, width, height } = face?.box ?? { x: 0, y: 0, width: 1, height: 1 };
    const shown = (scale: number, centreX: number, centreY: number) =>
      paintImage(1920, 1080, (px, py) => {
        const fromX = Math.round((px - centreX) / scale + x + width / 2);
        const fromY = Math.round((py - centreY) / scale + y + height / 2);
        if (fromX < 0 || fromY < 0 || fromX >= anna.width || fromY >= anna.height) {
          return [90, 90, 90];
        }
        const at = (fromY * anna.width + fromX) * 3;
        return [anna.data[at] ?? 0, anna.data[at + 1] ?? 0, anna.data[at + 2] ?? 0];
      });
    const small = await engines.detect(shown(24 / height, 1400, 300));
    expect(small.map(({ box }) => Math.round(box.x / 100))).toEqual([14]);
    const masked = shown(24 / height, 1400, 300);
    applyMask(masked.data, maskSpans(parseUnitRectangles("0.7,0.2,0.06,0.15"), 1920, 1080));
    expect(await engines.detect(masked)).toEqual([]);
    const huge = await engines.detect(shown(950 / height, 960, 540));
    expect(huge).toHaveLength(1);
    expect(huge[0]?.box.height).toBeGreaterThan(700);
  });

  it("find everybody in a crowd of small faces, of whom not all are looked at closely", async () => {
    const [face] = await engines.detect(anna);
    const { x, y, width, height } = face?.box ?? { x: 0, y: 0, width: 1, height: 1 };
    const cell = 270;
    const fine = height / 36;
    const crowd = paintImage(1920, 1080, (px, py) => {
      const fromX = Math.round(x + width / 2 + ((px % cell) - cell / 2) * fine);
      const fromY = Math.round(y + height / 2 + ((py % cell) - cell / 2) * fine);
      if (fromX < 0 || fromY < 0 || fromX >= anna.width || fromY >= anna.height) {
        return [90, 90, 90];
      }
      const at = (fromY * anna.width + fromX) * 3;
      return [anna.data[at] ?? 0, anna.data[at + 1] ?? 0, anna.data[at + 2] ?? 0];
    });
    expect(await engines.detect(crowd)).toHaveLength(7 * 4);
  });

  it("find nothing in an even frame", async () => {
    expect(await engines.detect(paintImage(640, 360, () => [120, 120, 120]))).toEqual([]);
  });

  it("embed to unit vectors of 256 and 128 numbers that do not depend on one another", async () => {
    const [face] = await engines.detect(anna);
    for (const [index, embedder] of engines.embedders.entries()) {
      const aligned = face ? embedder.align(anna, face.landmarks) : anna;
      const dark = { ...aligned, data: aligned.data.map((value) => value >> 2) };
      const [alone] = await embedder.embed([aligned]);
      const [, together] = await embedder.embed([dark, aligned]);
      expect(alone).toHaveLength([256, 128][index] ?? 0);
      expect(Math.hypot(...(alone ?? []))).toBeCloseTo(1, 4);
      expect(alone && together && cosineSimilarity(alone, together)).toBeGreaterThan(0.9999);
      expect(embedder.version).toMatch(/^\d+-\S+$/);
      expect(await embedder.embed([])).toEqual([]);
    }
  });

  it("tell one person's frames from another person's, as measured when they were chosen", async () => {
    const fusedOf = async (image: RgbImage) => {
      const [face] = await engines.detect(image);
      const parts = await Promise.all(
        engines.embedders.map(async ({ weight, ...embedder }) => {
          const aligned = face ? embedder.align(image, face.landmarks) : image;
          const [vector] = await embedder.embed([aligned]);
          if (!vector) throw new Error("No face");
          return { vector, weight };
        }),
      );
      return { vectors: parts.map(({ vector }) => vector), fused: fuse(parts) };
    };
    const early = await fusedOf(anna);
    const late = await fusedOf(await frameNear("anna-day", 11_000));
    const chidi = await fusedOf(await frameNear("chidi-day", 6000));
    for (const [place, atLeast] of [0.7, 0.6].entries()) {
      const [a, b] = [early.vectors[place], late.vectors[place]];
      expect(a && b && cosineSimilarity(a, b)).toBeGreaterThan(atLeast);
    }
    expect(cosineSimilarity(early.fused, chidi.fused)).toBeLessThan(0.35);
  });

  it("answer concurrent calls with each image's own faces", async () => {
    const empty = paintImage(960, 540, () => [60, 60, 60]);
    const counts = await Promise.all(
      [anna, empty, anna, empty].map(async (image) => (await engines.detect(image)).length),
    );
    expect(counts).toEqual([1, 0, 1, 0]);
  });

  it("refuse a file that is not a model", async () => {
    await expect(
      loadEngines({
        ...modelPaths,
        "face-detection-yunet-2023mar.onnx": recordingPath("anna-day"),
      }),
    ).rejects.toThrow();
  });
});
