import { InferenceSession, type Tensor } from "onnxruntime-node";

/**
 * Opens a model on the CPU.
 *
 * Arena and memory patterns are off: both keep the largest buffers ever needed per input shape,
 * and clips come in many shapes. Memory then stays flat at no measurable cost. Idle threads sleep
 * instead of spinning: ffmpeg decodes on the same cores.
 */
export function openSession(path: string): Promise<InferenceSession> {
  return InferenceSession.create(path, {
    executionProviders: ["cpu"],
    executionMode: "sequential",
    intraOpNumThreads: 2,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    enableMemPattern: false,
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
