import type { UnitPolygon } from "./types.ts";

/** Bytes `start` up to but not including `end` of a packed RGB frame. */
export type ByteSpan = { readonly start: number; readonly end: number };

type Interval = { readonly from: number; readonly to: number };
type Edge = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

const BYTES_PER_PIXEL = 3;

/**
 * The bytes of a frame of `width` x `height` that the zones touch, in order, without overlaps.
 *
 * A pixel that a zone only grazes counts as inside. Self-crossing zones have no holes (non-zero
 * winding): what an owner circled stays hidden.
 */
export function maskSpans(
  polygons: readonly UnitPolygon[],
  width: number,
  height: number,
): ByteSpan[] {
  const outlines = polygons.map((polygon) => edgesOf(polygon, width, height));
  const spans: ByteSpan[] = [];
  for (let row = 0; row < height; row++) {
    const intervals = outlines.flatMap((edges) => coveredInRow(edges, row));
    for (const { from, to } of mergePixels(intervals, width)) {
      spans.push({
        start: (row * width + from) * BYTES_PER_PIXEL,
        end: (row * width + to) * BYTES_PER_PIXEL,
      });
    }
  }
  return spans;
}

/** Blacks the spans out, in place. */
export function applyMask(data: Uint8Array, spans: readonly ByteSpan[]): void {
  for (const { start, end } of spans) {
    data.fill(0, start, end);
  }
}

/**
 * Reads "x,y,width,height;x,y,width,height" in 0..1 of the frame; an empty text gives none.
 *
 * Throws a RangeError that names the rectangle when it is not four numbers, reaches out of the
 * frame or has no area.
 */
export function parseUnitRectangles(text: string): UnitPolygon[] {
  return text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(parseUnitRectangle);
}

function parseUnitRectangle(part: string): UnitPolygon {
  const fields = part.split(",").map((field) => field.trim());
  const numbers = fields.map(Number);
  const [x, y, width, height] = numbers;
  if (
    numbers.length !== 4 ||
    x === undefined ||
    y === undefined ||
    width === undefined ||
    height === undefined ||
    fields.includes("") ||
    !numbers.every(Number.isFinite)
  ) {
    throw new RangeError(`"${part}" is not a rectangle: write x,y,width,height as four numbers`);
  }
  if (width <= 0 || height <= 0) {
    throw new RangeError(`"${part}" has no area: width and height must be above 0`);
  }
  if (x < 0 || y < 0 || x + width > 1 + Number.EPSILON || y + height > 1 + Number.EPSILON) {
    throw new RangeError(`"${part}" reaches out of the frame: everything lies within 0 and 1`);
  }
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

function edgesOf(polygon: UnitPolygon, width: number, height: number): Edge[] {
  return polygon.map((corner, index) => {
    const next = polygon[(index + 1) % polygon.length] ?? corner;
    return {
      x0: corner.x * width,
      y0: corner.y * height,
      x1: next.x * width,
      y1: next.y * height,
    };
  });
}

/**
 * Everything of the zone within one pixel row: its edges there, and its inside along the row's
 * middle. A point between the two would have to leave the zone without crossing an edge.
 */
function coveredInRow(edges: readonly Edge[], row: number): Interval[] {
  const alongEdges = edges.flatMap((edge) => edgeInRow(edge, row));
  return [...alongEdges, ...insideAt(edges, row + 0.5)];
}

function edgeInRow({ x0, y0, x1, y1 }: Edge, row: number): Interval[] {
  const top = Math.max(row, Math.min(y0, y1));
  const bottom = Math.min(row + 1, Math.max(y0, y1));
  const isLevel = y0 === y1;
  if (isLevel ? y0 <= row || y0 >= row + 1 : top >= bottom) {
    return [];
  }
  const xAt = (y: number) => x0 + ((y - y0) / (y1 - y0)) * (x1 - x0);
  const ends = isLevel ? [x0, x1] : [xAt(top), xAt(bottom)];
  return [{ from: Math.min(...ends), to: Math.max(...ends) }];
}

function insideAt(edges: readonly Edge[], y: number): Interval[] {
  const crossings = edges
    .filter(({ y0, y1 }) => y0 <= y !== y1 <= y)
    .map(({ x0, y0, x1, y1 }) => ({
      x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0),
      turn: y1 > y0 ? 1 : -1,
    }))
    .toSorted((a, b) => a.x - b.x);
  const intervals: Interval[] = [];
  let winding = 0;
  for (const [index, { x, turn }] of crossings.entries()) {
    winding += turn;
    const next = crossings[index + 1];
    if (winding !== 0 && next) {
      intervals.push({ from: x, to: next.x });
    }
  }
  return intervals;
}

/** Whole pixels of the row, clipped to the frame, sorted and joined. */
function mergePixels(intervals: readonly Interval[], width: number): Interval[] {
  const merged: { from: number; to: number }[] = [];
  const pixels = intervals
    .map(({ from, to }) => ({
      from: Math.max(0, Math.floor(from)),
      to: Math.min(width, Math.ceil(to)),
    }))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => a.from - b.from);
  for (const { from, to } of pixels) {
    const last = merged.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
    } else {
      merged.push({ from, to });
    }
  }
  return merged;
}
