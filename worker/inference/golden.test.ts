/**
 * What each model says of two people who were rendered for this project, kept in `golden.json`. It fails
 * when weights, preprocessing or decoding change, also where every decision would stay the same.
 *
 * Tolerances: boxes and landmarks half a pixel, scores 0.01, embeddings a cosine of 0.9995 and 0.005 in
 * each of the first eight numbers. Another ffmpeg or another processor stays within them.
 *
 * To make the numbers anew after a change that is meant (raise the embedder's `recipe` in the manifest
 * with it): `GOLDEN=write npm test -- --project parts worker/inference/golden.test.ts`, and then
 * `npx biome check --write worker/inference/golden.json`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { livenessInputs } from "#lib/faces/shots/liveness.ts";
import { cosineSimilarity, normalise } from "#lib/faces/similarity.ts";
import type { RgbImage } from "#lib/faces/types.ts";
import { hasHelpfulModels, hasModels, modelPaths, recordingPath } from "#lib/testing/recordings.ts";
import { sampleFrames } from "#worker/media/frames.ts";
import { probeClip } from "#worker/media/probe.ts";
import { lookForObjects } from "./animal-finder.ts";
import { loadEngines } from "./engines.ts";
import { openSession } from "./session.ts";

type Golden = {
  /** x, y, width, height, then x and y of each landmark, in pixels. */
  face: number[];
  score: number;
  /** Of a living face; see `LivenessJudge`. */
  liveness: number;
  /** The object detector's highest score of a person. */
  person: number;
  /** By embedder. */
  embeddings: Record<string, number[]>;
};

const FILE = new URL("golden.json", import.meta.url);
const golden: Record<string, Golden> = JSON.parse(readFileSync(FILE, "utf8"));
const AT_MS = 6000;
const PEOPLE = ["anna-day", "chidi-day"];

describe.skipIf(!hasModels || !hasHelpfulModels)("the models say what they said", () => {
  const seen: Record<string, Golden> = {};
  let engines: Awaited<ReturnType<typeof loadEngines>>;

  beforeAll(async () => {
    engines = await loadEngines(modelPaths);
    for (const name of PEOPLE) seen[name] = await look(await frameOf(name));
    if (env.GOLDEN === "write") writeFileSync(FILE, `${JSON.stringify(seen, null, 1)}\n`);
  });
  afterAll(() => engines.close());

  async function look(frame: RgbImage): Promise<Golden> {
    const [face] = await engines.detect(frame);
    if (!face) throw new Error("There is no face.");
    const { x, y, width, height } = face.box;
    const points = face.landmarks.flatMap((point) => [point.x, point.y]);
    const embeddings = await Promise.all(
      engines.embedders.map(async ({ name, align, embed }) => {
        const [vector] = await embed([align(frame, face.landmarks)]);
        return [name, [...(vector ?? [])].map((value) => rounded(value, 4))] as const;
      }),
    );
    return {
      face: [x, y, width, height, ...points].map((value) => rounded(value, 2)),
      score: rounded(face.score, 4),
      liveness: rounded((await engines.judgeLiveness?.(livenessInputs(frame, face.box))) ?? 0, 4),
      person: rounded(await personScore(frame), 4),
      embeddings: Object.fromEntries(embeddings),
    };
  }

  it.each(PEOPLE)("of %s", (name) => {
    const [now, then] = [seen[name], golden[name]];
    if (!now || !then) throw new Error("golden.json has no such person.");
    expectNear(now.face, then.face, 0.5);
    const scoresOf = ({ score, liveness, person }: Golden) => [score, liveness, person];
    expectNear(scoresOf(now), scoresOf(then), 0.01);
    for (const [embedder, vector] of Object.entries(then.embeddings)) {
      const made = now.embeddings[embedder] ?? [];
      expect(cosineSimilarity(normalise(made), normalise(vector))).toBeGreaterThan(0.9995);
      expectNear(made.slice(0, 8), vector.slice(0, 8), 0.005);
    }
  });
});

function expectNear(values: readonly number[], wanted: readonly number[], tolerance: number) {
  const apart = wanted.map((value, place) => Math.abs((values[place] ?? 0) - value));
  expect(Math.max(...apart)).toBeLessThan(tolerance);
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

async function frameOf(name: string): Promise<RgbImage> {
  const { signal } = new AbortController();
  const path = recordingPath(name);
  for await (const frame of sampleFrames(path, await probeClip(path, signal), signal))
    if (frame.atMs >= AT_MS) return { ...frame, data: Uint8Array.from(frame.data) };
  throw new Error(`${name} ends before ${AT_MS} ms`);
}

/** Numbers a cell: box, objectness, and the classes, of which a person is the first. */
const [CELL_LENGTH, OBJECTNESS, PERSON] = [85, 4, 5];

async function personScore(frame: RgbImage): Promise<number> {
  const session = await openSession(modelPaths["object-detection-yolox-nano.onnx"] ?? "");
  const { answer } = await lookForObjects(session, frame);
  await session.release();
  let best = 0;
  for (let at = 0; at < answer.length; at += CELL_LENGTH)
    best = Math.max(best, (answer[at + OBJECTNESS] ?? 0) * (answer[at + PERSON] ?? 0));
  return best;
}
