import type { Report } from "./report.ts";

type Line = {
  readonly name: string;
  readonly key: string;
  readonly unit: string;
  readonly aim: string;
};

const LINES: readonly Line[] = [
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
  ...timesOfPages(),
  ...looksAtPages(),
];

/** Of a household with 100,000 visits. */
function timesOfPages(): Line[] {
  const at = "with 100,000 visits, p95";
  return [
    { name: `Timeline's first page ${at}`, key: "timeline.p95Ms", unit: "ms", aim: "< 150 ms" },
    { name: `Review queue ${at}`, key: "review.p95Ms", unit: "ms", aim: "< 200 ms" },
  ];
}

function looksAtPages(): Line[] {
  const pages = { signIn: "Sign-in", timeline: "Timeline", person: "Person", review: "Review" };
  const aims = { performance: "≥ 95", accessibility: "100", "best-practices": "≥ 95" };
  return [
    { name: "Script of the heaviest page", key: "script.kb", unit: "KB", aim: "< 200 KB" },
    ...Object.entries(pages).flatMap(([page, name]) => [
      { name: `${name}: script`, key: `script.${page}.kb`, unit: "KB", aim: "" },
      ...Object.entries(aims).map(([category, aim]) => ({
        name: `${name}: Lighthouse, ${category.replace("-", " ")}`,
        key: `lighthouse.${page}.${category}`,
        unit: "",
        aim,
      })),
    ]),
  ];
}

/** The figures as a Markdown table, under a line that names the machine. */
export function formatTable({ figures, machine, quick }: Report): string {
  const { cpu, cores, memoryGb, node } = machine;
  const known = LINES.filter(({ key }) => key in figures);
  const rows = known.map(({ name, key, unit, aim }) => {
    const value = unit ? `${figures[key]} ${unit}` : `${figures[key]}`;
    return `| ${name} | ${value} | ${aim} |`;
  });
  return [
    `Measured on ${cores} cores of ${cpu}, ${memoryGb} GB, Node ${node}, with sender, emulator and`,
    "Postgres on the same machine.",
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
