import type { Line } from "../measure.ts";

const PAGES = { signIn: "Sign-in", timeline: "Timeline", person: "Person", review: "Review" };
const AIMS = { performance: "≥ 95", accessibility: "100", "best-practices": "≥ 95" };

/** What was measured of the pages, with a household of 100,000 visits. */
export const PAGE_LINES: readonly Line[] = [
  { name: "Timeline's first page, p95", key: "timeline.p95Ms", unit: "ms", aim: "< 150 ms" },
  { name: "Review queue, p95", key: "review.p95Ms", unit: "ms", aim: "< 200 ms" },
  { name: "Script of the heaviest page", key: "script.kb", unit: "KB", aim: "< 200 KB" },
  ...Object.entries(PAGES).flatMap(([page, name]) => [
    { name: `${name}: script`, key: `script.${page}.kb`, unit: "KB", aim: "< 200 KB" },
    ...Object.entries(AIMS).map(([category, aim]) => ({
      name: `${name}: Lighthouse, ${category.replace("-", " ")}`,
      key: `lighthouse.${page}.${category}`,
      unit: "",
      aim,
    })),
  ]),
];
