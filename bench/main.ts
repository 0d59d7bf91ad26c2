/**
 * Measures Kith on this machine: `npm run bench -- --json FILE`.
 *
 * --only NAME    one measurement (webhook, press, clip, memory, pages); may be given several times;
 *                without it all but the pages, which `npm run bench:pages` measures
 * --quick        short runs, marked as such: to see that all of it works
 * --from FILE    starts from the figures of an earlier run; with `--only none` nothing is measured
 * --json FILE    writes the figures as one JSON object
 * --write-table  puts the tables between their markers in ARCHITECTURE.md
 */
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import buildPages from "#e2e/global-setup.ts";
import { measureClip } from "./clip.ts";
import type { Measure } from "./measure.ts";
import { measureMemory } from "./memory.ts";
import { measurePages } from "./pages/measure.ts";
import { measurePress } from "./press.ts";
import { addMeasurement, emptyReport, readReport, writeReport } from "./report.ts";
import { formatTables, insertBetween } from "./table.ts";
import { measureWebhook } from "./webhook.ts";

const PAGE = resolve(import.meta.dirname, "../ARCHITECTURE.md");

const usual = {
  webhook: measureWebhook,
  press: measurePress,
  clip: measureClip,
  memory: measureMemory,
};
const measures: Record<string, Measure> = { ...usual, pages: measurePages };

const print = (line: string) => process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    quick: { type: "boolean", default: false },
    from: { type: "string" },
    json: { type: "string" },
    "write-table": { type: "boolean", default: false },
  },
});
const names = (values.only ?? Object.keys(usual)).filter((name) => name !== "none");
const unknown = names.find((name) => !measures[name]);
if (unknown) throw new Error(`There is no "${unknown}" to measure.`);

const isQuick = values.quick;
let report = values.from ? await readReport(values.from) : emptyReport(new Date(), isQuick);
if (names.length > 0) {
  const { measuredAt, quick, machine } = emptyReport(new Date(), isQuick || report.quick);
  report = { ...report, measuredAt, quick, machine };
  await buildPages();
}
for (const name of names) {
  print(`\n${name}`);
  const say = (line: string) => print(`  ${line}`);
  const measured = await measures[name]?.({ quick: isQuick, say });
  if (measured) report = addMeasurement(report, name, measured);
  if (values.json) await writeReport(values.json, report);
}
const tables = formatTables(report);
for (const table of tables.values()) print(`\n${table}`);
if (values.json) await writeReport(values.json, report);
if (values["write-table"]) {
  let page = await readFile(PAGE, "utf8");
  for (const [marker, table] of tables) page = insertBetween(page, marker, table);
  await writeFile(PAGE, page);
}
