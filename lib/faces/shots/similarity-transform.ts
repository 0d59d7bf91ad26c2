import type { Point } from "../types.ts";

/** Maps (x, y) to (a x - b y + tx, b x + a y + ty): turn, scale and shift, nothing else. */
export type SimilarityTransform = {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
};

/**
 * The least-squares similarity (4 degrees of freedom) that carries `from` onto `to`.
 *
 * Closed form over centred points; throws when all points of `from` coincide.
 * Source: Umeyama 1991, without reflection.
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): SimilarityTransform {
  const fromMean = meanPoint(from);
  const toMean = meanPoint(to);
  let dot = 0;
  let cross = 0;
  let spread = 0;
  for (const [index, point] of from.entries()) {
    const target = to[index]!;
    const px = point.x - fromMean.x;
    const py = point.y - fromMean.y;
    const qx = target.x - toMean.x;
    const qy = target.y - toMean.y;
    dot += px * qx + py * qy;
    cross += px * qy - py * qx;
    spread += px * px + py * py;
  }
  if (!(spread > 0)) {
    throw new RangeError("Landmarks that coincide cannot be aligned");
  }
  const a = dot / spread;
  const b = cross / spread;
  return {
    a,
    b,
    tx: toMean.x - a * fromMean.x + b * fromMean.y,
    ty: toMean.y - b * fromMean.x - a * fromMean.y,
  };
}

/** Where a point lands. */
export function applySimilarity({ a, b, tx, ty }: SimilarityTransform, { x, y }: Point): Point {
  return { x: a * x - b * y + tx, y: b * x + a * y + ty };
}

function meanPoint(points: readonly Point[]): Point {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point.x;
    y += point.y;
  }
  return { x: x / points.length, y: y / points.length };
}
