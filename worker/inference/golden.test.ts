/**
 * What each model answers about two people who were rendered for this project, kept in `golden.json`. It
 * fails when weights or preprocessing change, also where every decision would stay the same. A model whose
 * file is not there is left out, and no other: each is shown the face where `golden.json` has it.
 *
 * Tolerances: boxes and landmarks half a pixel, scores 0.01, embeddings a cosine of 0.9995 and 0.005 in
 * each of the first eight numbers, what the other networks answer 0.05. Another ffmpeg or another processor
 * stays within them.
 *
 * To make the numbers anew after a change that is meant (raise the embedder's `recipe` in the manifest
 * with it): `GOLDEN=write npm test -- --project parts worker/inference/golden.test.ts`, and then
 * `npx biome check --write worker/inference/golden.json`.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pixelBox, sharedArea } from "#lib/faces/boxes.ts";
import { decodeObjects } from "#lib/faces/detection/animals.ts";
import { LONG_SIDE_PX } from "#lib/faces/detection/detection-scale.ts";
import { STRIDES } from "#lib/faces/detection/detections.ts";
import { createPlanar, fillPlanar, letterbox } from "#lib/faces/detection/letterbox.ts";
import { LIVENESS_SIDE_PX, livenessInputs } from "#lib/faces/shots/liveness.ts";
import { cosineSimilarity, normalise } from "#lib/faces/similarity.ts";
import type { Landmarks, RgbImage } from "#lib/faces/types.ts";
import { modelPaths, recordingPath } from "#lib/testing/recordings.ts";
import { type EmbedderModel, helpfulModels, type Model, standardModels } from "#models/manifest.ts";
import { sampleFrames } from "#worker/media/frames.ts";
import { probeClip } from "#worker/media/probe.ts";
import { lookForObjects } from "./animal-finder.ts";
import { openDetector } from "./detector.ts";
import { openEmbedder } from "./embedder.ts";
import { openSession } from "./session.ts";

type Golden = {
  /** As the product finds it: x, y, width, height, then x and y of each landmark, in pixels. */
  face: number[];
  score: number;
  /** By model. */
  answers: Record<string, number[]>;
};

const FILE = new URL("golden.json", import.meta.url);
const golden: Record<string, Golden> = JSON.parse(readFileSync(FILE, "utf8"));
const AT_MS = 6000;
const PEOPLE = ["anna-day", "chidi-day"];

const pathOf = ({ files: [file] }: Model) => modelPaths[file?.name ?? ""] ?? "";
const isMissing = (model: Model) => !existsSync(pathOf(model));
const [detector, ...others] = standardModels();
if (!detector) throw new Error("The manifest has no detector.");

describe("the models say what they said", () => {
  const frames = new Map<string, RgbImage>();
  const seen = new Map(PEOPLE.map((name) => [name, golden[name] ?? noGolden()]));

  beforeAll(async () => {
    for (const name of PEOPLE) frames.set(name, await frameOf(name));
  });
  afterAll(() => {
    if (env.GOLDEN !== "write") return;
    writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(seen), null, 1)}\n`);
  });

  const shown = (name: string) => {
    const [frame, wanted] = [frames.get(name), seen.get(name)];
    if (!frame || !wanted) throw new Error(`Nobody is called ${name}.`);
    return { frame, wanted };
  };

  /** Compares, or keeps what is to become the golden answer. */
  function compare(name: string, model: Model, answer: readonly number[]) {
    const { wanted } = shown(name);
    if (env.GOLDEN === "write") wanted.answers[model.name] = rounded(answer, 4);
    const then = wanted.answers[model.name] ?? [];
    expect(answer).toHaveLength(then.length);
    if (model.role === "face-embedder") {
      expect(cosineSimilarity(normalise(answer), normalise(then))).toBeGreaterThan(0.9995);
      expectNear(answer.slice(0, 8), then.slice(0, 8), 0.005);
    } else {
      expectNear(answer, then, 0.05);
    }
  }

  describe.each(PEOPLE)("of %s", (name) => {
    it.skipIf(isMissing(detector))("where the face is", async () => {
      const { frame, wanted } = shown(name);
      const { detect, close } = await openDetector(pathOf(detector));
      const [found, ...rest] = await detect(frame);
      await close();
      expect(rest).toEqual([]);
      if (!found) throw new Error("There is no face.");
      const { box, landmarks, score } = found;
      const points = landmarks.flatMap(({ x, y }) => [x, y]);
      const face = [box.x, box.y, box.width, box.height, ...points];
      if (env.GOLDEN === "write")
        Object.assign(wanted, { face: rounded(face, 2), score: rounded([score], 4)[0] });
      expectNear(face, wanted.face, 0.5);
      expectNear([score], [wanted.score], 0.01);
    });

    it.skipIf(isMissing(detector))(detector.name, async () => {
      compare(name, detector, await detectorAnswer(detector, shown(name).frame));
    });

    it.each(others.filter((model) => !isMissing(model)))("$name", async (model) => {
      const { frame, wanted } = shown(name);
      compare(name, model, await answerOf(model, frame, wanted.face));
    });
  });
});

function noGolden(): Golden {
  if (env.GOLDEN !== "write") throw new Error("golden.json lacks somebody.");
  return { face: [], score: 0, answers: {} };
}

function expectNear(values: readonly number[], wanted: readonly number[], tolerance: number) {
  const apart = wanted.map((value, place) => Math.abs((values[place] ?? 0) - value));
  expect(Math.max(...apart)).toBeLessThan(tolerance);
}

const rounded = (values: readonly number[], digits: number) =>
  values.map((value) => Number(value.toFixed(digits)));

async function frameOf(name: string): Promise<RgbImage> {
  const { signal } = new AbortController();
  const path = recordingPath(name);
  for await (const frame of sampleFrames(path, await probeClip(path, signal), signal))
    if (frame.atMs >= AT_MS) return { ...frame, data: Uint8Array.from(frame.data) };
  throw new Error(`${name} ends before ${AT_MS} ms`);
}

async function answerOf(model: Model, frame: RgbImage, face: readonly number[]): Promise<number[]> {
  if (model.role === "face-embedder") return await embedderAnswer(model, frame, face);
  return model.role === "object-detector"
    ? await objectsAnswer(model, frame, face)
    : await livenessAnswer(model, frame, face);
}

/** What the network says of the likeliest cell of each stride: both scores, box and landmarks. */
async function detectorAnswer(model: Model, frame: RgbImage): Promise<number[]> {
  const input = createPlanar(letterbox(frame.width, frame.height, LONG_SIDE_PX));
  fillPlanar(frame, input);
  const { width, height } = input.letterbox;
  const outputs = await runBare(pathOf(model), input.data, [1, 3, height, width]);
  return STRIDES.flatMap((stride) => {
    const [classes, objects] = [outputs[`cls_${stride}`] ?? [], outputs[`obj_${stride}`] ?? []];
    let best = 0;
    const score = (cell: number) => (classes[cell] ?? 0) * (objects[cell] ?? 0);
    for (let cell = 0; cell < classes.length; cell++) if (score(cell) > score(best)) best = cell;
    const of = (name: string, each: number) => [
      ...(outputs[`${name}_${stride}`] ?? []).slice(best * each, (best + 1) * each),
    ];
    return [...of("cls", 1), ...of("obj", 1), ...of("bbox", 4), ...of("kps", 10)];
  });
}

async function embedderAnswer(
  model: EmbedderModel,
  frame: RgbImage,
  face: readonly number[],
): Promise<number[]> {
  const embedder = await openEmbedder(model, pathOf(model));
  const [vector] = await embedder.embed([embedder.align(frame, landmarksOf(face))]);
  await embedder.close();
  return [...(vector ?? [])];
}

const landmarksOf = (face: readonly number[]) =>
  [0, 1, 2, 3, 4].map((index) => ({
    x: face[4 + 2 * index] ?? 0,
    y: face[5 + 2 * index] ?? 0,
  })) as unknown as Landmarks;

const boxOf = ([x = 0, y = 0, width = 0, height = 0]: readonly number[]) =>
  pixelBox(x, y, width, height);

/** The network's three scores, as they come. */
async function livenessAnswer(
  model: Model,
  frame: RgbImage,
  face: readonly number[],
): Promise<number[]> {
  const place = helpfulModels()
    .filter(({ role }) => role === "face-liveness")
    .findIndex(({ name }) => name === model.name);
  const input = livenessInputs(frame, boxOf(face))[place] ?? new Float32Array();
  const shape = [1, 3, LIVENESS_SIDE_PX, LIVENESS_SIDE_PX];
  const [scores = []] = Object.values(await runBare(pathOf(model), input, shape));
  return [...scores];
}

/** Numbers a cell: box, objectness, and 80 classes. Source: COCO. */
const [CELL_LENGTH, OBJECTNESS, FIRST_CLASS] = [85, 4, 5];
const [PERSON, CAT, DOG] = [0, 15, 16];
/** A cell of the finest stride far below the frame, where there is padding alone. */
const PADDED_CELL = 45 * 52 + 26;

/**
 * What the network says of the likeliest person: box, objectness, and the chances of what it may be; then box
 * and objectness of a cell that sees no picture.
 */
async function objectsAnswer(
  model: Model,
  frame: RgbImage,
  face: readonly number[],
): Promise<number[]> {
  const session = await openSession(pathOf(model));
  const { answer, scale } = await lookForObjects(session, frame);
  await session.release();
  const [person] = decodeObjects(answer, scale, [PERSON]);
  expect(person && sharedArea(boxOf(face), person)).toBeGreaterThan(
    0.9 * boxOf(face).width * boxOf(face).height,
  );
  expect(decodeObjects(answer, scale, [CAT, DOG])).toEqual([]);
  const score = (at: number) =>
    (answer[at + OBJECTNESS] ?? 0) * (answer[at + FIRST_CLASS + PERSON] ?? 0);
  let best = 0;
  for (let at = 0; at < answer.length; at += CELL_LENGTH) if (score(at) > score(best)) best = at;
  const chances = [PERSON, CAT, DOG].map((each) => answer[best + FIRST_CLASS + each] ?? 0);
  const at = (from: number) => [...answer.slice(from, from + OBJECTNESS + 1)];
  return [...at(best), ...chances, ...at(PADDED_CELL * CELL_LENGTH)];
}

async function runBare(
  path: string,
  input: Float32Array,
  shape: readonly number[],
): Promise<Record<string, Float32Array>> {
  const session = await openSession(path);
  const [inputName = ""] = session.inputNames;
  const outputs = await session.run({ [inputName]: new Tensor("float32", input, shape) });
  const answers = Object.entries(outputs).map(
    ([name, { data }]) => [name, Float32Array.from(data as Float32Array)] as const,
  );
  await session.release();
  return Object.fromEntries(answers);
}
