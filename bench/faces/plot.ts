const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 56;
const RIGHT = 16;
const TOP = 34;
const BOTTOM = 46;
const COLOURS = ["#2563eb", "#dc2626", "#059669", "#9333ea"] as const;

/** A scale with the values that are written beside it. */
export type Axis = {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly isLogarithmic?: boolean;
  readonly ticks: readonly number[];
  readonly write: (value: number) => string;
};

/** One line of points or one row of bars, drawn in its own colour. */
export type Series = {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
};

export type Plot = {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** Upright lines with a name. */
  readonly marks?: readonly { readonly x: number; readonly name: string }[];
};

/** The plot as SVG, readable on light and on dark pages. Lines go from point to point. */
export const drawLines = (plot: Plot): string => draw(plot, line);

/** As `drawLines`, with every series a filled outline of steps, one to each point's right. */
export const drawSteps = (plot: Plot): string => draw(plot, steps);

type Place = { readonly x: (value: number) => number; readonly y: (value: number) => number };
type DrawSeries = (points: Series["points"], place: Place, colour: string) => string;

function draw(plot: Plot, drawSeries: DrawSeries): string {
  const place: Place = {
    x: (value) => round(LEFT + position(plot.x, value) * (WIDTH - LEFT - RIGHT)),
    y: (value) => round(HEIGHT - BOTTOM - position(plot.y, value) * (HEIGHT - TOP - BOTTOM)),
  };
  const colour = (index: number) => COLOURS[index % COLOURS.length] ?? "";
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(LEFT, 18, plot.title, 'font-weight="600"'),
    ...plot.x.ticks.map((value) => xTick(plot.x, value, place)),
    ...plot.y.ticks.map((value) => yTick(plot.y, value, place)),
    text(WIDTH - RIGHT, HEIGHT - 8, plot.x.label, 'text-anchor="end"'),
    text(LEFT, 31, plot.y.label, 'fill="#555"'),
    ...plot.series.map(({ points }, index) => drawSeries(points, place, colour(index))),
    ...plot.series.map(({ name }, index) => {
      const fill = `fill="${colour(index)}" text-anchor="end"`;
      return text(WIDTH - RIGHT, TOP + 14 + index * 15, name, fill);
    }),
    ...(plot.marks ?? []).map((mark) => drawMark(mark, place)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<title>${escaped(plot.title)}</title>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

/** 0..1 along the axis; beyond its ends at the end. */
function position({ from, to, isLogarithmic }: Axis, value: number): number {
  const scale = (number: number) => (isLogarithmic ? Math.log(number) : number);
  const share = (scale(value) - scale(from)) / (scale(to) - scale(from));
  return Math.min(1, Math.max(0, share));
}

function line(points: Series["points"], place: Place, colour: string): string {
  const path = points.map(({ x, y }) => `${place.x(x)},${place.y(y)}`).join(" ");
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`;
}

function steps(points: Series["points"], place: Place, colour: string): string {
  const corners = points.flatMap(({ x, y }, index) => {
    const next = points[index + 1]?.x ?? x;
    return [`${place.x(x)},${place.y(y)}`, `${place.x(next)},${place.y(y)}`];
  });
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
  const path = [`${place.x(first)},${place.y(0)}`, ...corners, `${place.x(last)},${place.y(0)}`];
  return `<polygon points="${path.join(" ")}" fill="${colour}" fill-opacity="0.35" stroke="${colour}"/>`;
}

function xTick(axis: Axis, value: number, place: Place): string {
  const x = place.x(value);
  const foot = HEIGHT - BOTTOM;
  return `<path d="M${x} ${TOP}V${foot}" stroke="#e5e5e5"/>${text(x, foot + 14, axis.write(value), 'text-anchor="middle"')}`;
}

function yTick(axis: Axis, value: number, place: Place): string {
  const y = place.y(value);
  return `<path d="M${LEFT} ${y}H${WIDTH - RIGHT}" stroke="#e5e5e5"/>${text(LEFT - 6, y + 4, axis.write(value), 'text-anchor="end"')}`;
}

function drawMark({ x, name }: { readonly x: number; readonly name: string }, place: Place) {
  const at = place.x(x);
  return `<path d="M${at} ${TOP}V${HEIGHT - BOTTOM}" stroke="#111" stroke-dasharray="4 3"/>${text(at + 4, TOP + 12, name)}`;
}

const text = (x: number, y: number, words: string, more = ""): string =>
  `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`;

const escaped = (words: string): string => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const round = (value: number): number => Math.round(value * 10) / 10;
