import { round } from "../statistics.ts";
import { table } from "./markdown.ts";
import { SEARCHED_FACES, type SpeedReport } from "./speed.ts";

/** The aims: of a clip of 20 s in 1080p beyond decoding, and of the pipeline over its models. */
const MAX_BEYOND_MS = 3000;
const MAX_OVER_MODELS = 1.25;

/** The section on speed. */
export function describeSpeed({ clips, searches, choices }: SpeedReport): string {
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
  const beyond = clips.map(({ analysisMs, decodingMs }) => analysisMs - decodingMs);
  const ratios = clips.map(({ modelsMs }, index) => round((beyond[index] ?? 0) / modelsMs, 2));
  const busy = clips.map(({ overModels }) => overModels);
  const verdict = (isMet: boolean) => (isMet ? "met" : "missed");
  const longest = Math.max(...beyond);
  const highest = Math.max(...ratios);
  const inputs = [...Map.groupBy(choices, ({ model, input }) => `${model}, ${input}`)];
  const ms = (of: typeof choices, threads: number) =>
    `${of.find((each) => each.threads === threads)?.ms ?? ""}`;
  return [
    "Clips of 20 s in 1080p. Models: the same runs again in the same process, with nothing around them.",
    `Aims: at most ${MAX_BEYOND_MS} ms beyond decoding, and a pipeline of at most ${MAX_OVER_MODELS} times its models.`,
    "ffmpeg decodes on while frames are looked at: the wall clock tells what looking adds to decoding, the",
    "processor time what it takes.",
    "",
    table(
      [
        ...["", "frames", "decoding", "analysis", "beyond decoding", "models"],
        ...["wall clock over models", "processor time over models"],
      ],
      rows,
    ),
    "",
    `Beyond decoding: ${Math.min(...beyond)} to ${longest} ms, ${verdict(longest <= MAX_BEYOND_MS)}. ` +
      `Over the models: ${Math.min(...ratios)} to ${highest}, ${verdict(highest <= MAX_OVER_MODELS)}; ` +
      `in processor time ${Math.min(...busy)} to ${Math.max(...busy)}.`,
    "",
    `Search among ${SEARCHED_FACES} faces for the nearest (aim: 1 ms). Where the nearest are all of one or two`,
    "people, as of those who come every day, more are asked for, so that a runner-up shows.",
    "",
    table(
      ["", "nearest", "median", "p99"],
      searches.map(({ gallery, nearest, medianMs, p99Ms }) => [
        gallery,
        `${nearest}`,
        `${medianMs} ms`,
        `${p99Ms} ms`,
      ]),
    ),
    "",
    "What threads and batches change, in ms for one frame or one face, with a second core that idles. Kith runs",
    "every model on one thread, so that the second core decodes, and one face at a time.",
    "",
    table(
      ["", "1 thread", "2 threads"],
      inputs.map(([name, of]) => [name, ms(of, 1), ms(of, 2)]),
    ),
  ].join("\n");
}
