import { InferenceSession, type Tensor } from "onnxruntime-node";

/**
 * Threads that a run is spread over: the one that asks for it, so that the other cores decode.
 * Source: 1080p clips of 20 s on two cores, all of the analysis with one thread / with two for whole frames /
 * with two for everything: 2.97 / 3.01 / 3.03 s, of which this process takes 2.65 / 2.90 / 3.00 s of processor
 * time. Bare and with the second core idle, two threads take up to 45 % off a whole frame, and little off
 * one face: see `models/ACCURACY.md`.
 */
const THREADS = 1;

/**
 * Opens a model on the CPU.
 *
 * The arena and the memory pattern are on: without them every run allocates tens of MB and frees them
 * again, which costs a fifth of the time of an analysis and frays the C heap (a worker held
 * 670 MB after 100 clips). Inputs come in few shapes, so that what the arena keeps is bounded. Idle threads sleep
 * instead of spinning: ffmpeg decodes on the same cores.
 *
 * @param options `threads`: for measurements alone
 */
export function openSession(
  path: string,
  { threads = THREADS }: { threads?: number } = {},
): Promise<InferenceSession> {
  return InferenceSession.create(path, {
    executionProviders: ["cpu"],
    executionMode: "sequential",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    enableCpuMemArena: true,
    enableMemPattern: true,
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
}

/** The float data of one output. Throws when the model has no such output. */
export function floatOutput(outputs: Readonly<Record<string, Tensor>>, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array)) {
    throw new Error(`The model has no float output "${name}"`);
  }
  return data;
}

/** Frees tensors at once instead of when the collector notices them. */
export function disposeAll(tensors: Readonly<Record<string, Tensor>>): void {
  for (const tensor of Object.values(tensors)) {
    tensor.dispose();
  }
}
