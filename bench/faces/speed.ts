import { basename } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import { randomFrom } from "#e2e/storm/random.ts";
import { normalise } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { essentialModels } from "#models/manifest.ts";
import { analyseClip } from "#worker/analyse-clip.ts";
import type { Engines, ModelPaths } from "#worker/inference/engines.ts";
import { openSession } from "#worker/inference/session.ts";
import { sampleFrames } from "#worker/media/frames.ts";
import { probeClip } from "#worker/media/probe.ts";
import { createVectorIndex } from "#worker/vector-index.ts";
import { hdClips } from "../clips.ts";
import { median, percentile, round } from "../statistics.ts";
import { noteRuns, runBare, type Spent, timeRuns, timeWork } from "./model-runs.ts";

/** How fast recognition is. Times in ms. */
export type SpeedReport = {
  readonly clips: readonly ClipSpeed[];
  readonly search: SearchSpeed;
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

type SearchSpeed = {
  readonly faces: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Median over one run of the main embedder on one face. */
  readonly overEmbedding: number;
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
const FACES = 10_000;
const DIMENSIONS = 384;
const PROBES = 500;
/** As many as the product looks at first; see `worker/face-index.ts`. */
const NEAREST = 64;

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
  const embedding = choices.find(({ input, threads }) => input === "1 face" && threads === 2);
  return { clips, search: measureSearch(embedding?.ms ?? Number.NaN), choices };
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

function measureSearch(embeddingMs: number): SearchSpeed {
  const random = randomFrom(1);
  const index = createVectorIndex();
  for (let face = 0; face < FACES; face++) index.set(`${face}`, randomVector(random));
  const times = Array.from({ length: PROBES }, () => {
    const probe = randomVector(random);
    const startedAt = performance.now();
    index.nearest(probe, NEAREST);
    return performance.now() - startedAt;
  });
  return {
    faces: FACES,
    medianMs: round(median(times), 3),
    p99Ms: round(percentile(times, 0.99), 3),
    overEmbedding: round(median(times) / embeddingMs, 3),
  };
}

const randomVector = (random: () => number): UnitVector =>
  normalise(Array.from({ length: DIMENSIONS }, () => random() - 0.5));

/** The inputs that the product gives its models, and others that it might. */
const INPUTS: Readonly<Record<string, readonly { name: string; shape: number[]; each: number }[]>> =
  {
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
  };
const REPETITIONS = 20;

async function measureChoices(
  paths: ModelPaths,
  say: (line: string) => void,
): Promise<ModelChoice[]> {
  const choices: ModelChoice[] = [];
  for (const model of essentialModels()) {
    const kind = model.role === "face-embedder" ? model.alignment : model.role;
    for (const threads of [1, 2]) {
      say(`${model.name}, ${threads} threads …`);
      const session = await openSession(paths[model.files[0]?.name ?? ""] ?? "", threads);
      for (const { name, shape, each } of INPUTS[kind] ?? []) {
        const { wallMs } = await timeRuns(session, model.input.name, shape, REPETITIONS);
        const ms = round(wallMs / REPETITIONS / each, 2);
        choices.push({ model: model.name, input: name, threads, ms });
      }
      await session.release();
    }
  }
  return choices;
}
