import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { describeMachine, machineSchema } from "./machine.ts";
import type { Measurement } from "./measure.ts";

const originSchema = z.object({
  measuredAt: z.string(),
  quick: z.boolean(),
  machine: machineSchema,
  inputs: z.record(z.string(), z.unknown()),
});

/** All figures by their keys, with where and how they were measured. */
export type Report = z.infer<typeof originSchema> & {
  readonly figures: Readonly<Record<string, number>>;
};

/** A report of now and here, without figures. */
export function emptyReport(now: Date, quick: boolean): Report {
  const measuredAt = now.toISOString();
  return { measuredAt, quick, machine: describeMachine(), inputs: {}, figures: {} };
}

/** The report with one more measurement, which replaces an earlier one of its name. */
export function addMeasurement(report: Report, name: string, found: Measurement): Report {
  return {
    ...report,
    figures: { ...report.figures, ...found.figures },
    inputs: { ...report.inputs, [name]: found.inputs },
  };
}

/** @throws when the file is missing or is no report */
export async function readReport(file: string): Promise<Report> {
  const written: unknown = JSON.parse(await readFile(file, "utf8"));
  const { measuredAt, quick, machine, inputs, ...rest } = z
    .looseObject(originSchema.shape)
    .parse(written);
  const figures = z.record(z.string(), z.number()).parse(rest);
  return { measuredAt, quick, machine, inputs, figures };
}

/** Writes one flat object: the figures' keys stand beside the origin's. */
export async function writeReport(file: string, { figures, ...origin }: Report): Promise<void> {
  await writeFile(file, `${JSON.stringify({ ...figures, ...origin }, null, 2)}\n`);
}
