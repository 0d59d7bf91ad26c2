import { fuse } from "#lib/faces/identification/fusion.ts";
import { SAME_VISITOR_SIMILARITY } from "#lib/faces/identification/thresholds.ts";
import { isEmbeddable } from "#lib/faces/shots/quality.ts";
import { cosineSimilarity, meanVector } from "#lib/faces/similarity.ts";
import { findAgreement } from "#lib/faces/tracks/vote.ts";
import type { Embedding, RgbImage, UnitVector, Weighted } from "#lib/faces/types.ts";
import type { Engines } from "../inference/engines.ts";
import { bestShots, type CollectedTrack, type Shot, type TrackPoint } from "./track-collection.ts";

/** `vectors`: one per embedder, in the embedders' order. */
type EmbeddedShot = Shot & { readonly vectors: readonly Weighted<{ vector: UnitVector }>[] };

/** A track whose best shots have been embedded. */
export type EmbeddedTrack = {
  readonly points: readonly TrackPoint[];
  /** Those that agree on one person, best first, at least one. */
  readonly shots: readonly EmbeddedShot[];
  /** Of the first shot. */
  readonly crop: RgbImage;
  /** What the face shows of each side: see `CollectedTrack`. */
  readonly sides: readonly CollectedTrack[];
  /** As many shots speak against that person as for: the face may name nobody. */
  readonly isDisputed: boolean;
  /** The fused mean of the shots. */
  readonly fused: UnitVector;
};

/** Embeds the shots that are worth it. The track's first shot must be one of them. */
export async function embedTrack(track: CollectedTrack, engines: Engines): Promise<EmbeddedTrack> {
  const shots = track.shots.filter((shot) => isEmbeddable(shot.quality));
  const parts: Weighted<{ vector: UnitVector }>[][] = [];
  for (const embedder of engines.embedders) {
    const vectors = await embedder.embed(shots.map(({ cutOut }) => cutOut(embedder)));
    parts.push(vectors.map((vector) => ({ vector, weight: embedder.weight })));
  }
  const embedded = shots.map((shot, index) => ({
    ...shot,
    vectors: parts.flatMap((ofEmbedder) => ofEmbedder[index] ?? []),
  }));
  return assemble(track.points, embedded, [{ ...track, sides: [...track.sides.values()] }]);
}

/** The normalised means over the track's shots, one per embedder. */
export function embeddingsOf({ shots }: EmbeddedTrack, engines: Engines): Weighted<Embedding>[] {
  const means = meansOf(shots);
  return engines.embedders.flatMap(({ name: embedder, version }, place) => {
    const mean = means[place];
    return mean ? [{ embedder, version, ...mean }] : [];
  });
}

/** The mean over the shots of what each embedder made of them. */
const meansOf = (shots: readonly Pick<EmbeddedShot, "vectors">[]) =>
  (shots[0]?.vectors ?? []).map(({ weight }, place) => ({
    vector: meanVector(shots.flatMap(({ vectors }) => vectors[place]?.vector ?? [])),
    weight,
  }));

/**
 * Joins tracks of one person: who turned away, was hidden or crossed behind somebody comes back as
 * a new track. Tracks that share a moment are two people and stay apart; the most similar pair
 * joins first, until none is similar enough.
 */
export function joinTracks(tracks: readonly EmbeddedTrack[]): EmbeddedTrack[] {
  const joined = [...tracks];
  for (let pair = closestPair(joined); pair; pair = closestPair(joined)) {
    const [a, b] = pair;
    joined[joined.indexOf(a)] = join(a, b);
    joined.splice(joined.indexOf(b), 1);
  }
  return joined;
}

function closestPair(
  tracks: readonly EmbeddedTrack[],
): readonly [EmbeddedTrack, EmbeddedTrack] | undefined {
  let closest: readonly [EmbeddedTrack, EmbeddedTrack] | undefined;
  let best = SAME_VISITOR_SIMILARITY;
  for (const [index, a] of tracks.entries()) {
    for (const b of tracks.slice(index + 1)) {
      const similarity = cosineSimilarity(a.fused, b.fused);
      if (similarity >= best && !shareMoment(a, b)) {
        best = similarity;
        closest = [a, b];
      }
    }
  }
  return closest;
}

function shareMoment(a: EmbeddedTrack, b: EmbeddedTrack): boolean {
  const moments = new Set(a.points.map(({ atMs }) => atMs));
  return b.points.some(({ atMs }) => moments.has(atMs));
}

function join(a: EmbeddedTrack, b: EmbeddedTrack): EmbeddedTrack {
  const points = [...a.points, ...b.points].toSorted((p, q) => p.atMs - q.atMs);
  return assemble(points, bestShots([...a.shots, ...b.shots]), [a, b]);
}

type Pictured = {
  readonly shots: readonly Pick<Shot, "aligned">[];
  readonly crop: RgbImage;
  readonly sides: readonly CollectedTrack[];
};

/**
 * A track of those shots that agree on one person, which comes `from` others. Its crop is the one of those
 * whose first shot is the best of them; where that one was outvoted, the aligned face has to do.
 */
function assemble(
  points: readonly TrackPoint[],
  shots: readonly EmbeddedShot[],
  from: readonly Pictured[],
): EmbeddedTrack {
  const { kept, isTie, fused } = agree(shots);
  const [best] = kept;
  if (!best) throw new RangeError("A track without an embedded shot shows nobody");
  const crop = from.find(({ shots: [first] }) => first?.aligned === best.aligned)?.crop;
  return {
    points,
    shots: kept,
    crop: crop ?? best.aligned,
    sides: from.flatMap(({ sides }) => sides),
    isDisputed: isTie,
    fused,
  };
}

/** The shots that agree on one person, whether others speak against as much, and the fused mean of those. */
export function agree<EachShot extends Pick<EmbeddedShot, "vectors" | "quality">>(
  shots: readonly EachShot[],
): { readonly kept: readonly EachShot[]; readonly isTie: boolean; readonly fused: UnitVector } {
  const votes = shots.map(({ vectors, quality }) => ({
    vector: fuse(vectors),
    weight: quality.quality,
  }));
  const { shots: agreed, isTie } = findAgreement(votes);
  const kept = agreed.flatMap((index) => shots[index] ?? []);
  return { kept, isTie, fused: fuse(meansOf(kept)) };
}
