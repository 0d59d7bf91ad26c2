import type { Machine } from "../machine.ts";
import type { CalibrationReport } from "./calibration.ts";
import type { DetectionReport } from "./detection.ts";
import type { Measures } from "./measures.ts";
import type { PhotographsReport } from "./photographs-report.ts";
import type { RecordingsReport } from "./recordings-page.ts";
import type { SpeedReport } from "./speed.ts";

/** Everything that was measured, as far as it was asked for. */
export type FacesReport = {
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly photographs?: PhotographsReport;
  readonly calibration?: CalibrationReport;
  readonly detection?: DetectionReport;
  readonly recordings?: RecordingsReport;
  readonly speed?: SpeedReport;
};

/**
 * The figures under the keys that the photographs' page asks for, one object for each contender, and
 * under `details` all else. As text.
 */
export function toJson(report: FacesReport): string {
  const { measures = {}, measuresByHalf, ...photographs } = report.photographs ?? {};
  const byContender = Object.entries(measures).map(([name, each]) => [name, flatten(each)]);
  const byHalf = Object.entries(measuresByHalf ?? {}).map(([half, each]) => [half, flatten(each)]);
  const figures = {
    ...Object.fromEntries(byContender),
    details: { ...report, photographs: { ...photographs, byHalf: Object.fromEntries(byHalf) } },
  };
  return `${JSON.stringify(figures, (key, value) => (isLong(key) ? undefined : value), 2)}\n`;
}

/** Thousands of numbers that only a plot needs. */
const isLong = (key: string): boolean => key === "similarities";

const flatten = ({ pairs, probes, households }: Measures) => ({ pairs, ...probes, households });
