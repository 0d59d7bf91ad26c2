/**
 * Measures how well Kith recognises, and how fast: `npm run bench:faces`.
 *
 * --data DIR   photographs and recordings in the layout of `../shared/media/README.md`, the default
 * --only NAME  one part (photographs, calibration, detection, recordings, speed); may be given several times
 * --json FILE  writes the figures as one JSON object
 *
 * Without --data the parts that were measured are written into models/ACCURACY.md.
 */
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { resolveModels } from "#models/resolve.ts";
import { type Engines, loadEngines, type ModelPaths } from "#worker/inference/engines.ts";
import { openSession } from "#worker/inference/session.ts";
import { describeMachine } from "../machine.ts";
import { insertBetween } from "../table.ts";
import { measureCalibration } from "./calibration.ts";
import { describeCalibration } from "./calibration-page.ts";
import { filmedCast, type Recording, renderedCast } from "./cast.ts";
import { measureDetection } from "./detection.ts";
import { describeDetection } from "./detection-page.ts";
import { type FacesReport, toJson } from "./json.ts";
import { describePhotographs } from "./photographs-page.ts";
import { plotPhotographs } from "./photographs-plots.ts";
import { measurePhotographs } from "./photographs-report.ts";
import { measureRecordings } from "./recordings.ts";
import { describeRecordings } from "./recordings-page.ts";
import { measureSpeed } from "./speed.ts";
import { describeSpeed } from "./speed-page.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const DEFAULT_DATA = resolve(ROOT, "../shared/media");
const MODELS = resolve(ROOT, "models");
const PAGE = resolve(MODELS, "ACCURACY.md");

/** What measuring one part adds to the report, and what it writes for people. */
type Measured = {
  readonly figures: Partial<FacesReport>;
  readonly section: string;
  /** By file name. */
  readonly plots?: Readonly<Record<string, string>>;
};

type Measure = (
  engines: Engines,
  paths: ModelPaths,
  say: (line: string) => void,
) => Promise<Measured>;

const parts: Readonly<Record<string, Measure>> = {
  async photographs(engines, _paths, say) {
    const photographs = await measurePhotographs(dataDir, engines, say);
    const section = describePhotographs(photographs);
    return { figures: { photographs }, section, plots: plotPhotographs(photographs) };
  },
  async calibration(engines, _paths, say) {
    const calibration = await measureCalibration(dataDir, engines, say);
    return { figures: { calibration }, section: describeCalibration(calibration) };
  },
  async detection(engines, paths, say) {
    const casts = [await filmedCast(dataDir), await renderedCast()];
    const empty = casts.flatMap((cast) => cast?.recordings ?? []).filter(showsNobody);
    const session = await openSession(paths["face-detection-yunet-2023mar.onnx"] ?? "");
    const detection = await measureDetection(dataDir, engines, session, empty, say);
    await session.release();
    return { figures: { detection }, section: describeDetection(detection) };
  },
  async recordings(engines, _paths, say) {
    const filmed = await filmedCast(dataDir);
    if (!filmed) say(`${dataDir} has no manifest.json and so no filmed recordings.`);
    const rendered = await renderedCast();
    const recordings = {
      ...(filmed && { "Filmed people": await measureRecordings(filmed, engines, say) }),
      "Rendered people": await measureRecordings(rendered, engines, say),
    };
    return { figures: { recordings }, section: describeRecordings(recordings) };
  },
  async speed(engines, paths, say) {
    const speed = await measureSpeed(engines, paths, say);
    return { figures: { speed }, section: describeSpeed(speed) };
  },
};

const showsNobody = ({ people }: Recording) => people.length === 0;

const print = (line: string) => process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    only: { type: "string", multiple: true },
    json: { type: "string" },
  },
});
const names = values.only ?? Object.keys(parts);
const unknown = names.find((name) => !parts[name]);
if (unknown)
  throw new Error(`There is no "${unknown}" to measure, only ${Object.keys(parts).join(", ")}.`);
const dataDir = values.data ?? DEFAULT_DATA;

let report: FacesReport = { measuredAt: new Date().toISOString(), machine: describeMachine() };
const { found } = await resolveModels({ modelsDir: process.env.MODELS_DIR });
const engines = await loadEngines(found);
for (const name of names) {
  print(`\n${name}`);
  const measured = await parts[name]?.(engines, found, (line) => print(`  ${line}`));
  if (!measured) continue;
  report = { ...report, ...measured.figures };
  print(`\n${measured.section}`);
  if (!values.data) await write(name, measured);
}
await engines.close();
if (values.json) await writeFile(values.json, toJson(report));

async function write(name: string, { section, plots = {} }: Measured): Promise<void> {
  const { cpu, cores, memoryGb, node } = report.machine;
  const origin = [
    `Measured on ${report.measuredAt.slice(0, 10)} on ${cores} cores of ${cpu}, ${memoryGb} GB,`,
    `Node ${node}, by \`npm run bench:faces -- --only ${name}\`.`,
  ].join(" ");
  const page = await readFile(PAGE, "utf8");
  await writeFile(PAGE, insertBetween(page, name, `${origin}\n\n${section}`));
  for (const [file, svg] of Object.entries(plots)) await writeFile(resolve(MODELS, file), svg);
}
