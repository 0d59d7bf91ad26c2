import type { Box } from "../types.ts";

/** Where a tracked face was seen, in 0..1 of the frame and milliseconds from the start of the clip. */
export type TrackPlace = { readonly atMs: number; readonly box: Box };

/** How long a box is believed where the face was not looked for, or not found. */
export type Patience = {
  /** Before its first and after its last point. */
  readonly holdMs: number;
  /** Between points further apart the face was probably out of view: the box does not glide across. */
  readonly maxGapMs: number;
};

/** For showing: a face that was seen once is seen at all, and no box hangs in the air. */
const SHOWN: Patience = { holdMs: 250, maxGapMs: 1_500 };

const blend = (a: number, b: number, share: number) => a + (b - a) * share;

function between(before: TrackPlace, after: TrackPlace, atMs: number): Box {
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
export function boxAt(
  points: readonly TrackPlace[],
  atMs: number,
  { holdMs, maxGapMs }: Patience = SHOWN,
): Box | null {
  const afterIndex = points.findIndex((point) => point.atMs >= atMs);
  const after = points[afterIndex];
  const before = afterIndex === -1 ? points.at(-1) : points[afterIndex - 1];
  if (before && after && after.atMs - before.atMs <= maxGapMs) return between(before, after, atMs);
  if (before && atMs - before.atMs <= holdMs) return before.box;
  if (after && after.atMs - atMs <= holdMs) return after.box;
  return null;
}
