import { intersectionOverUnion } from "#lib/faces/boxes.ts";
import { boxAt, type Patience, type TrackPlace } from "#lib/faces/tracks/track-boxes.ts";
import type { Box, UnitBox } from "#lib/faces/types.ts";

/** A face that was tracked through a recording, of somebody who stays visible or not. */
export type JudgedTrack = { readonly points: readonly TrackPlace[]; readonly isChosen: boolean };

/**
 * Faces of a recording that must not be seen: tracks of others, and places where a face was found that
 * belongs to no chosen track. Nobody who is not surely chosen is clear.
 */
export type Blurring = {
  readonly tracks: readonly (readonly TrackPlace[])[];
  readonly places: readonly TrackPlace[];
};

/** Somebody else's track is believed for longer than it was seen: a missed frame must not show them. */
const OTHERS: Patience = { holdMs: 1_000, maxGapMs: 4_000 };
/** A single place is blurred for so long before and after it. */
const PLACE_HOLD_MS = 800;
/** A chosen track is believed only where it was seen, and between the looks of an analysis. */
const CHOSEN: Patience = { holdMs: 400, maxGapMs: 1_500 };
/** From this overlap on, 0..1, a found face may be a track's. */
const SAME_FACE_OVERLAP = 0.25;

/**
 * What to blur in a recording.
 *
 * @param tracks what its analysis found
 * @param found every face that a second, closer look found, in order of time
 */
export function blurringOf(tracks: readonly JudgedTrack[], found: readonly TrackPlace[]): Blurring {
  const byMoment = Map.groupBy(found, ({ atMs }) => atMs);
  return {
    tracks: tracks.filter(({ isChosen }) => !isChosen).map(({ points }) => points),
    places: [...byMoment.values()].flatMap((places) => withoutChosen(places, tracks)),
  };
}

/** The places of one moment that are no chosen face's: each track has one face, the nearest to it. */
function withoutChosen(
  places: readonly TrackPlace[],
  tracks: readonly JudgedTrack[],
): TrackPlace[] {
  const pairs = places
    .flatMap((place) => tracks.map((track) => ({ place, track, overlap: overlapOf(place, track) })))
    .filter(({ overlap }) => overlap >= SAME_FACE_OVERLAP)
    .toSorted((a, b) => b.overlap - a.overlap);
  const taken = new Set<JudgedTrack | TrackPlace>();
  const clear = new Set<TrackPlace>();
  for (const { place, track } of pairs) {
    if (taken.has(place) || taken.has(track)) continue;
    taken.add(place).add(track);
    if (track.isChosen) clear.add(place);
  }
  return places.filter((place) => !clear.has(place));
}

function overlapOf({ atMs, box }: TrackPlace, { points, isChosen }: JudgedTrack): number {
  const known = boxAt(points, atMs, isChosen ? CHOSEN : OTHERS);
  return known ? intersectionOverUnion(known as UnitBox, box as UnitBox) : 0;
}

/**
 * The rectangles to blur at a time of the recording, in 0..1 of the frame: generously larger than the
 * faces, and so they may reach over its edges.
 */
export function blurredAt({ tracks, places }: Blurring, atMs: number): Box[] {
  const tracked = tracks.flatMap((points) => boxAt(points, atMs, OTHERS) ?? []);
  const found = places.filter((place) => Math.abs(place.atMs - atMs) <= PLACE_HOLD_MS);
  return [...tracked, ...found.map(({ box }) => box)].map(enlarged);
}

/** A face's box ends at the brows and the chin: this has hair, ears and neck in it, and a step aside. */
const MARGIN = { side: 0.45, above: 0.6, below: 0.45 };

function enlarged({ x, y, width, height }: Box): Box {
  return {
    x: x - width * MARGIN.side,
    y: y - height * MARGIN.above,
    width: width * (1 + 2 * MARGIN.side),
    height: height * (1 + MARGIN.above + MARGIN.below),
  };
}
