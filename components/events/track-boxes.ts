import type { EventDetail, FaceBox } from "#lib/events/types.ts";

type Track = EventDetail["tracks"][number];
type Point = Track["points"][number];

/** A box stays this long before its first and after its last point, so that it can be seen at all. */
const HOLD_MS = 250;
/** Between points further apart the face was probably out of view: the box does not glide across. */
const MAX_GAP_MS = 1_500;

const blend = (a: number, b: number, share: number) => a + (b - a) * share;

function between(before: Point, after: Point, atMs: number): FaceBox {
  const share = (atMs - before.atMs) / (after.atMs - before.atMs);
  return {
    x: blend(before.box.x, after.box.x, share),
    y: blend(before.box.y, after.box.y, share),
    width: blend(before.box.width, after.box.width, share),
    height: blend(before.box.height, after.box.height, share),
  };
}

/**
 * Where a tracked face is at a time of the clip; null while it is out of view.
 *
 * @param points ascending by `atMs`
 */
export function boxAt(points: readonly Point[], atMs: number): FaceBox | null {
  const afterIndex = points.findIndex((point) => point.atMs >= atMs);
  const after = points[afterIndex];
  const before = afterIndex === -1 ? points.at(-1) : points[afterIndex - 1];
  if (before && after && after.atMs - before.atMs <= MAX_GAP_MS)
    return between(before, after, atMs);
  if (before && atMs - before.atMs <= HOLD_MS) return before.box;
  if (after && after.atMs - atMs <= HOLD_MS) return after.box;
  return null;
}
