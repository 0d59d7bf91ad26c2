import type { Line } from "./measure.ts";
import { PAGE_LINES } from "./pages/lines.ts";
import type { Report } from "./report.ts";

const RECOGNITION_LINES: readonly Line[] = [
  { name: "Webhook acknowledged, median", key: "webhook.ackP50Ms", unit: "ms", aim: "" },
  { name: "Webhook acknowledged, p99", key: "webhook.ackP99Ms", unit: "ms", aim: "< 50 ms" },
  { name: "Webhooks sent at 200 a second", key: "webhook.sent", unit: "", aim: "" },
  { name: "Webhooks lost", key: "webhook.lost", unit: "", aim: "0" },
  { name: "Press to push, 1080p clip, median", key: "press.pushP50Ms", unit: "ms", aim: "" },
  { name: "Press to push, 1080p clip, p95", key: "press.pushP95Ms", unit: "ms", aim: "< 5000 ms" },
  { name: "Press to push, still, median", key: "press.stillP50Ms", unit: "ms", aim: "" },
  { name: "Press to push, still, p95", key: "press.stillP95Ms", unit: "ms", aim: "< 2000 ms" },
  {
    name: "Analysis over plain decoding, worst clip",
    key: "clip.overDecode",
    unit: "×",
    aim: "< 4",
  },
  { name: "Its analysis", key: "clip.analysisMs", unit: "ms", aim: "" },
  { name: "Its plain decoding", key: "clip.decodeMs", unit: "ms", aim: "" },
  {
    name: "Worker's memory over 200 clips, most",
    key: "worker.rssMb",
    unit: "MB",
    aim: "< 700 MB",
  },
  { name: "Its growth, last quarter over second", key: "worker.rssGrowthMb", unit: "MB", aim: "0" },
];

/** The tables of ARCHITECTURE.md, by the markers that they stand between. */
const TABLES: Readonly<Record<string, readonly Line[]>> = {
  bench: RECOGNITION_LINES,
  "bench:pages": PAGE_LINES,
};

/** The tables that the report has figures for, by their markers. */
export function formatTables(report: Report): Map<string, string> {
  const measured = Object.entries(TABLES).flatMap(([marker, lines]) => {
    const known = lines.filter(({ key }) => key in report.figures);
    return known.length > 0 ? [[marker, formatTable(report, known)] as const] : [];
  });
  return new Map(measured);
}

/** The figures as a Markdown table, under a line that names the machine. */
function formatTable({ figures, machine, quick }: Report, lines: readonly Line[]): string {
  const { cpu, cores, memoryGb, node } = machine;
  const rows = lines.map(({ name, key, unit, aim }) => {
    const value = unit ? `${figures[key]} ${unit}` : `${figures[key]}`;
    return `| ${name} | ${value} | ${aim} |`;
  });
  return [
    `Measured on ${cores} cores of ${cpu}, ${memoryGb} GB, Node ${node}, with all that asks and answers`,
    "on the same machine.",
    ...(quick ? ["", "**A short run: the figures mean little.**"] : []),
    "",
    "| Figure | Measured | Aim |",
    "|---|---:|---:|",
    ...rows,
  ].join("\n");
}

/**
 * The page with the text between the two markers of that name.
 *
 * @throws when either marker is missing or they stand the wrong way round
 */
export function insertBetween(page: string, name: string, text: string): string {
  const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = page.indexOf(opening);
  const to = page.indexOf(closing, from);
  if (from < 0 || to < 0) throw new Error(`The page needs ${opening} and, after it, ${closing}.`);
  return `${page.slice(0, from + opening.length)}\n${text}\n${page.slice(to)}`;
}
