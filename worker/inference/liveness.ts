import { type InferenceSession, Tensor } from "onnxruntime-node";
import { LIVENESS_SIDE_PX, livenessOf } from "#lib/faces/shots/liveness.ts";
import { disposeAll, floatOutput, openSession } from "./session.ts";

/** Says how likely a face is a living one, rather than a print or a screen. */
export type LivenessJudge = {
  /** 0..1 of one shot's `livenessInputs`. */
  judge(inputs: readonly Float32Array[]): Promise<number>;
  close(): Promise<void>;
};

/** Opens MiniFASNet V2 and V1SE, in the order of `livenessInputs`: `[1, 3, 80, 80]`, three scores each. */
export async function openLivenessJudge(paths: readonly string[]): Promise<LivenessJudge> {
  const sessions = await Promise.all(paths.map((path) => openSession(path)));
  return {
    async judge(inputs) {
      const scores: Float32Array[] = [];
      for (const [index, session] of sessions.entries()) {
        const input = inputs[index];
        if (input) scores.push(await scoresOf(session, input));
      }
      return livenessOf(scores);
    },
    async close() {
      await Promise.all(sessions.map((session) => session.release()));
    },
  };
}

/** Two exports of the same weights are accepted, which name their ends differently. */
async function scoresOf(session: InferenceSession, input: Float32Array): Promise<Float32Array> {
  const [inputName = ""] = session.inputNames;
  const [outputName = ""] = session.outputNames;
  const tensor = new Tensor("float32", input, [1, 3, LIVENESS_SIDE_PX, LIVENESS_SIDE_PX]);
  const outputs = await session.run({ [inputName]: tensor });
  try {
    return Float32Array.from(floatOutput(outputs, outputName));
  } finally {
    disposeAll(outputs);
    tensor.dispose();
  }
}
