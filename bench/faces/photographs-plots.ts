import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import type { PhotographsReport } from "./photographs-report.ts";
import { drawLines, drawSteps, type Series } from "./plot.ts";

/** The household that the lines are drawn for. */
const ENROLLED = 20;
const FACES_EACH = 3;
const BARS = 60;

/** Plots by the name of their file. */
export function plotPhotographs(report: PhotographsReport): Record<string, string> {
  return {
    "accuracy-open-set.svg": plotOpenSet(report),
    "accuracy-similarities.svg": plotSimilarities(report),
  };
}

function plotOpenSet({ openSet }: PhotographsReport): string {
  const series = Object.entries(openSet).flatMap(([name, results]): Series[] => {
    const result = results.find(
      ({ enrolled, facesEach, areLookAlikes, variant }) =>
        enrolled === ENROLLED &&
        facesEach === FACES_EACH &&
        !areLookAlikes &&
        variant === "doorbell",
    );
    const points = result?.curve.map(({ fpir, fnir }) => ({ x: fpir, y: fnir }));
    return points ? [{ name, points }] : [];
  });
  return drawLines({
    title: `${ENROLLED} people with ${FACES_EACH} faces each, one picture in doorbell quality`,
    x: {
      label: "strangers' visits accepted",
      ...{ from: 1e-4, to: 1e-1, isLogarithmic: true, ticks: [1e-4, 1e-3, 1e-2, 1e-1] },
      write: (value) => `${value * 100} %`,
    },
    y: {
      label: "residents' visits missed",
      ...{ from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] },
      write: (value) => `${value * 100} %`,
    },
    series,
  });
}

function plotSimilarities({ households }: PhotographsReport): string {
  const { residents = [], strangers = [] } = households.fused?.similarities ?? {};
  const series = [
    { name: "residents", points: histogram(residents) },
    { name: "strangers", points: histogram(strangers) },
  ];
  const highest = Math.max(...series.flatMap(({ points }) => points.map(({ y }) => y)));
  return drawSteps({
    title: "The households' visits: similarity to whom they resemble most",
    x: {
      label: "fused similarity",
      ...{ from: -0.2, to: 1, ticks: [-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1] },
      write: (value) => value.toFixed(1),
    },
    y: { label: "share of visits", from: 0, to: highest, ticks: [], write: String },
    series,
    marks: [
      { x: DEFAULT_THRESHOLDS.ask, name: "ask" },
      { x: DEFAULT_THRESHOLDS.named, name: "named" },
    ],
  });
}

/** Share of the values in each of equal parts of -0.2..1. */
function histogram(values: readonly number[]): Series["points"] {
  const counts = new Array<number>(BARS).fill(0);
  for (const value of values) {
    const bar = Math.floor(((value + 0.2) / 1.2) * BARS);
    const index = Math.min(BARS - 1, Math.max(0, bar));
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((count, index) => ({
    x: -0.2 + (index / BARS) * 1.2,
    y: count / Math.max(1, values.length),
  }));
}
