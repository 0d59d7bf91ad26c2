import { InferenceSession, type Tensor } from "onnxruntime-node";

/** Source: `models/ACCURACY.md`: a second thread saves a third of a run; two cores have no more. */
const THREADS = 2;

/**
 * Opens a model on the CPU.
 *
 * The arena and the memory pattern are on: without them every run allocates tens of MB and frees them
 * again, which costs a fifth of the time of an analysis and frays the C heap (a worker held
 * 670 MB after 100 clips). Inputs come in few shapes, so that what the arena keeps is bounded. Idle threads sleep
 * instead of spinning: ffmpeg decodes on the same cores.
 *
 * Two threads, since a household's computer has two cores at least. Source: ms a run on two Xeon cores:
 *
 * | Model, input | 1 thread | 2 threads |
 * |---|--:|--:|
 * | YuNet, 960 x 544 | 11.5 | 7.9 |
 * | YuNet, 1280 x 736 | 21 | 14 |
 * | YuNet, 1920 x 1088 | 60 | 32 |
 * | embedder 0095, one face | 9.4 | 7.8 |
 * | MobileFaceNet, one face | 4.7 | 2.9 |
 * | YOLOX-nano, 416 x 416 | 18 | 12 |
 *
 * Embedder 0095 takes the two views of a face in one batch; MobileFaceNet's batch is fixed to one. A batch
 * gains nothing in time: three faces take 42 ms of processor time, one after the other 36.
 */
export function openSession(path: string, threads = THREADS): Promise<InferenceSession> {
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
