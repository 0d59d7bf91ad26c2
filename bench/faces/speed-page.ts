import { round } from "../statistics.ts";
import { table } from "./markdown.ts";
import type { SpeedReport } from "./speed.ts";

/** The section on speed. */
export function describeSpeed({ clips, search, choices }: SpeedReport): string {
  const rows = clips.map((each) => {
    const { clip, frames, decodingMs, analysisMs, modelsMs, overModels } = each;
    return [
      clip,
      `${frames}`,
      `${decodingMs} ms`,
      `${analysisMs} ms`,
      `${analysisMs - decodingMs} ms`,
      `${modelsMs} ms`,
      `${round((analysisMs - decodingMs) / modelsMs, 2)}`,
      `${overModels}`,
    ];
  });
  const inputs = [...Map.groupBy(choices, ({ model, input }) => `${model}, ${input}`)];
  const ms = (of: typeof choices, threads: number) =>
    `${of.find((each) => each.threads === threads)?.ms ?? ""}`;
  return [
    "Clips of 20 s in 1080p. Models: the same runs again in the same process, with nothing around them.",
    "Aims: at most 3000 ms beyond decoding, and a pipeline of at most 1.25 times its models.",
    "",
    table(
      [
        ...["", "frames", "decoding", "analysis", "beyond decoding", "models"],
        ...["wall clock over models", "processor time over models"],
      ],
      rows,
    ),
    "",
    `Search among ${search.faces} faces: median ${search.medianMs} ms, p99 ${search.p99Ms} ms (aim: 1 ms), ` +
      `${search.overEmbedding} of embedding one face.`,
    "",
    "What threads and batches change, in ms for one frame or one face. Kith runs every model on two threads.",
    "",
    table(
      ["", "1 thread", "2 threads"],
      inputs.map(([name, of]) => [name, ms(of, 1), ms(of, 2)]),
    ),
  ].join("\n");
}
