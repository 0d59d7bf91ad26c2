import { folded, table } from "./markdown.ts";
import type { ByDecider, RecordingResult } from "./recordings.ts";
import { shortName } from "./short-names.ts";

/** Results by what was looked at. */
export type RecordingsReport = Readonly<Record<string, ByDecider>>;

const HEAD = ["people", "known", "tracks", "known named", "asked", "wrong names", "ID switches"];

/** The section on recordings. */
export function describeRecordings(report: RecordingsReport): string {
  const parts = Object.entries(report).map(([title, { fused = [], ...alone }]) =>
    [
      `### ${title}`,
      resultsTable(
        fused,
        Object.entries(alone).map(([name, results]) => [
          `all, ${shortName(name)} alone`,
          ...cells(results),
        ]),
      ),
      ...Object.entries(alone).map(([name, results]) =>
        folded(`The same with ${shortName(name)} alone`, resultsTable(results)),
      ),
    ].join("\n\n"),
  );
  return [
    "Known people have been enrolled, all others are strangers. A wrong name is a track that got the name of",
    "somebody who is not in the recording. An ID switch is a track beyond one for each person, or a change",
    "from one known person to another between the frames of a track, each frame looked at by itself. An embedder",
    "alone judges the same tracks, by the same thresholds.",
    "",
    "Rendered people show that the pipeline works and say nothing of accuracy: their skin varies less than real",
    "skin, and some are look-alikes on purpose (bert and jonas, diego and emil, ravi and jonas, amara and chidi).",
    "",
    parts.join("\n\n"),
  ].join("\n");
}

function resultsTable(results: readonly RecordingResult[], more: readonly string[][] = []): string {
  const rows = results.map((result) => [result.recording, ...cells([result])]);
  return table(["", ...HEAD], [...rows, ["all", ...cells(results)], ...more]);
}

function cells(results: readonly RecordingResult[]): string[] {
  const sum = (of: (result: RecordingResult) => number) =>
    `${results.reduce((total, result) => total + of(result), 0)}`;
  return [
    sum(({ people }) => people),
    sum(({ known }) => known),
    sum(({ tracks }) => tracks),
    sum(({ named }) => named),
    sum(({ asked }) => asked),
    sum(({ wronglyNamed }) => wronglyNamed),
    sum(({ switches }) => switches),
  ];
}
