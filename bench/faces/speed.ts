import { basename } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import { randomFrom } from "#e2e/storm/random.ts";
import { normalise } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { standardModels } from "#models/manifest.ts";
import { analyseClip } from "#worker/analysis/analyse-clip.ts";
import { NEAREST } from "#worker/gallery/face-index.ts";
import { createVectorIndex } from "#worker/gallery/vector-index.ts";
import type { Engines, ModelPaths } from "#worker/inference/engines.ts";
import { openSession } from "#worker/inference/session.ts";
import { sampleFrames } from "#worker/media/frames.ts";
import { probeClip } from "#worker/media/probe.ts";
import { hdClips } from "../clips.ts";
import { median, percentile, round } from "../statistics.ts";
import { noteRuns, runBare, type Spent, timeRuns, timeWork } from "./model-runs.ts";

/** How fast recognition is. Times in ms. */
export type SpeedReport = {
  readonly clips: readonly ClipSpeed[];
  readonly searches: readonly SearchSpeed[];
  readonly choices: readonly ModelChoice[];
};

/** One clip of 20 s in 1080p. */
type ClipSpeed = {
  readonly clip: string;
  readonly frames: number;
  /** The product's own decoding alone, and all of the analysis. */
  readonly decodingMs: number;
  readonly analysisMs: number;
  /** The models' runs of that analysis, bare. */
  readonly modelsMs: number;
  /** Processor time of this process beyond what decoding alone takes it, over that of the bare runs. */
  readonly overModels: number;
};

/** Searches of one gallery for so many nearest faces. */
type SearchSpeed = {
  readonly gallery: string;
  readonly nearest: number;
  readonly medianMs: number;
  readonly p99Ms: number;
};

/** One way to run a model. */
type ModelChoice = {
  readonly model: string;
  readonly input: string;
  readonly threads: number;
  /** For one face or one frame. */
  readonly ms: number;
};

const ROUNDS = 3;
export const SEARCHED_FACES = 10_000;
const DIMENSIONS = 384;
const PROBES = 200;
/** Galleries of as many faces, by how many people's they are. */
const PEOPLE: Readonly<Record<string, number>> = {
  "everybody seen once": SEARCHED_FACES,
  "200 people": 200,
  "4 people who come every day": 4,
};
/** How much faces of one person differ: their cosine is 0.7, as that of two good shots. */
const NOISE = 0.11;

/** Measures analysis, search, and the choices of threads and batches. */
export async function measureSpeed(
  engines: Engines,
  paths: ModelPaths,
  say: (line: string) => void,
): Promise<SpeedReport> {
  const choices = await measureChoices(paths, say);
  const anySession = await openSession(paths["MobileFaceNet.onnx"] ?? "");
  const clips: ClipSpeed[] = [];
  for (const path of await hdClips(say)) {
    say(`${basename(path)} …`);
    clips.push(await measureClipSpeed(path, engines, anySession));
  }
  await anySession.release();
  return { clips, searches: measureSearches(), choices };
}

async function measureClipSpeed(
  path: string,
  engines: Engines,
  anySession: InferenceSession,
): Promise<ClipSpeed> {
  const { signal } = new AbortController();
  const analyse = () => analyseClip({ path, masks: [], engines, signal });
  const { framesLookedAt } = await analyse();
  const runs = await noteRuns(anySession, analyse);
  const rounds: { decoding: Spent; analysis: Spent; models: Spent }[] = [];
  for (let index = 0; index < ROUNDS; index++)
    rounds.push({
      decoding: await timeWork(() => decode(path)),
      analysis: await timeWork(analyse),
      models: await runBare(runs),
    });
  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of));
  return {
    clip: basename(path, ".mp4"),
    frames: framesLookedAt,
    decodingMs: round(middle(({ decoding }) => decoding.wallMs)),
    analysisMs: round(middle(({ analysis }) => analysis.wallMs)),
    modelsMs: round(middle(({ models }) => models.wallMs)),
    overModels: round(
      middle(({ decoding, analysis, models }) => (analysis.cpuMs - decoding.cpuMs) / models.cpuMs),
      2,
    ),
  };
}

async function decode(path: string): Promise<void> {
  const { signal } = new AbortController();
  for await (const _frame of sampleFrames(path, await probeClip(path, signal), signal));
}

const measureSearches = (): SearchSpeed[] =>
  Object.entries(PEOPLE).flatMap(([gallery, people]) => {
    const random = randomFrom(1);
    const looks = Array.from({ length: people }, () => randomVector(random));
    const seeAgain = (face: number) => likenessOf(looks[face % people] ?? [], random);
    const index = createVectorIndex();
    for (let face = 0; face < SEARCHED_FACES; face++) index.set(`${face}`, seeAgain(face));
    return NEAREST.map((nearest) => {
      const times = Array.from({ length: PROBES }, (_, face) => {
        const probe = seeAgain(face);
        const startedAt = performance.now();
        index.nearest(probe, nearest);
        return performance.now() - startedAt;
      });
      const [medianMs, p99Ms] = [round(median(times), 2), round(percentile(times, 0.99), 2)];
      return { gallery, nearest: Math.min(nearest, SEARCHED_FACES), medianMs, p99Ms };
    });
  });

const randomVector = (random: () => number): UnitVector =>
  normalise(Array.from({ length: DIMENSIONS }, () => random() - 0.5));

const likenessOf = (looks: ArrayLike<number>, random: () => number): UnitVector =>
  normalise(Array.from(looks, (value) => value + NOISE * (random() - 0.5)));

/** The inputs that the product gives its models, and others that it might. */
type ModelInput = {
  readonly name: string;
  readonly shape: readonly number[];
  /** Faces or frames in it. */
  readonly each: number;
};
const INPUTS: Readonly<Record<string, readonly ModelInput[]>> = {
  "face-detector": [
    { name: "1440 x 832, a 1080p frame", shape: [1, 3, 832, 1440], each: 1 },
    { name: "1920 x 1088, the same in full", shape: [1, 3, 1088, 1920], each: 1 },
    { name: "192 x 192, a close look", shape: [1, 3, 192, 192], each: 1 },
  ],
  "retail-128": [1, 2, 8].map((faces) => ({
    name: faces === 1 ? "1 face" : `${faces} faces at once`,
    shape: [faces, 3, 128, 128],
    each: faces,
  })),
  "arcface-112": [{ name: "1 face", shape: [1, 3, 112, 112], each: 1 }],
  "face-liveness": [{ name: "1 face", shape: [1, 3, 80, 80], each: 1 }],
  "object-detector": [{ name: "416 x 416", shape: [1, 3, 416, 416], each: 1 }],
};
const THREADS = [1, 2] as const;
const REPETITIONS = 5;
const CHOICE_ROUNDS = 7;

/** By turns, so that what disturbs one choice disturbs the others as well. */
async function measureChoices(
  paths: ModelPaths,
  say: (line: string) => void,
): Promise<ModelChoice[]> {
  const choices: ModelChoice[] = [];
  for (const model of standardModels()) {
    const kind = model.role === "face-embedder" ? model.alignment : model.role;
    const path = paths[model.files[0]?.name ?? ""];
    if (path) {
      say(`${model.name} …`);
      choices.push(...(await measureModel(model.name, path, INPUTS[kind] ?? [])));
    }
  }
  return choices;
}

async function measureModel(
  model: string,
  path: string,
  inputs: readonly ModelInput[],
): Promise<ModelChoice[]> {
  const sessions = await Promise.all(
    THREADS.map(async (threads) => ({ threads, session: await openSession(path, { threads }) })),
  );
  const ways = inputs.flatMap((input) =>
    sessions.map((each) => ({ ...input, ...each, times: [] as number[] })),
  );
  for (let index = 0; index < CHOICE_ROUNDS; index++)
    for (const { session, shape, each, times } of ways) {
      const [inputName = ""] = session.inputNames;
      const { wallMs } = await timeRuns(session, inputName, shape, REPETITIONS);
      times.push(wallMs / REPETITIONS / each);
    }
  for (const { session } of sessions) await session.release();
  return ways.map(({ name: input, threads, times }) => ({
    ...{ model, input, threads },
    ms: round(median(times), 2),
  }));
}
