import { createRequire } from "node:module";
import type { IdentifyFaces } from "#lib/faces/commands.ts";
import { fuse } from "#lib/faces/fusion.ts";
import { type Candidate, type Identification, identify } from "#lib/faces/identification.ts";
import {
  type EmbedderVersion,
  facesUpTo,
  galleryAfter,
  peopleOfFaces,
} from "#lib/faces/queries.ts";
import type { SeenFace } from "#lib/faces/seen-face.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/thresholds.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import type { Embedder } from "./inference/embedder.ts";

// Required, not imported: usearch's ESM build looks for its binary beside the global `__dirname`, which
// the generated Prisma client sets to its own folder.
const { exactSearch, MetricKind } = createRequire(import.meta.url)(
  "usearch",
) as typeof import("usearch");

type Transaction = Parameters<IdentifyFaces>[0];
type EventOfFaces = Parameters<IdentifyFaces>[1];
type Embedders = readonly [Embedder, Embedder];

/** The vectors of one household's faces, in order of arrival; row i is the face `faceIds[i]`. */
type Gallery = {
  faceIds: string[];
  /** Rows of `dimensions` numbers; longer than needed, so that it grows seldom. */
  vectors: Float32Array;
  dimensions: number;
  lastSequence: bigint;
};

/** Households held in memory at once; the least recently used goes first. 1 000 faces take 1.5 MB. */
const MAX_GALLERIES = 64;
/** Nearest faces that are weighed: enough for a runner-up behind a person with many faces. */
const NEAREST = 200;

/**
 * Finds the nearest known faces; a cache of what Postgres holds. A face that was deleted there is never
 * found; its vector goes at the household's next use, and at once by `forget`.
 */
export type FaceIndex = {
  /** See `IdentifyFaces`. A person is given to one of two faces that are seen at the same time. */
  identify: (
    ...args: [...Parameters<IdentifyFaces>, embedders: Embedders]
  ) => Promise<Identification[]>;
  /** Drops what is held of a household. */
  forget: (householdId: string) => void;
};

/** An empty index. Each household's gallery is read on first use and caught up on every later one. */
export function createFaceIndex(): FaceIndex {
  const galleries = new Map<string, Gallery>();
  return {
    async identify(tx, event, faces, embedders) {
      const gallery = await caughtUp(galleries, tx, event.householdId, embedders);
      const identifications: Identification[] = [];
      for (const face of faces) {
        const candidates = await candidatesFor(tx, event, gallery, face.fused);
        const taken = takenMeanwhile(face, faces, identifications);
        const free = candidates.filter(({ personId }) => !taken.has(personId));
        identifications.push(identify(free, DEFAULT_THRESHOLDS));
      }
      return identifications;
    },
    forget(householdId) {
      for (const key of galleries.keys()) {
        if (key.startsWith(householdId)) galleries.delete(key);
      }
    },
  };
}

async function caughtUp(
  galleries: Map<string, Gallery>,
  tx: Transaction,
  householdId: string,
  [primary, secondary]: Embedders,
): Promise<Gallery> {
  const pair: [EmbedderVersion, EmbedderVersion] = [
    { embedder: primary.name, version: primary.version },
    { embedder: secondary.name, version: secondary.version },
  ];
  const key = householdId + JSON.stringify(pair);
  const gallery = galleries.get(key) ?? emptyGallery();
  galleries.delete(key);
  galleries.set(key, gallery);
  const [oldest] = galleries.keys();
  if (galleries.size > MAX_GALLERIES && oldest) galleries.delete(oldest);
  dropDeleted(gallery, await facesUpTo(tx, householdId, pair[0], gallery.lastSequence));
  for (const face of await galleryAfter(tx, householdId, pair, gallery.lastSequence)) {
    if (face.primary && face.secondary)
      append(gallery, face.faceId, fuse(face.primary, face.secondary));
    gallery.lastSequence = face.sequence;
  }
  return gallery;
}

const emptyGallery = (): Gallery => ({
  faceIds: [],
  vectors: new Float32Array(0),
  dimensions: 0,
  lastSequence: 0n,
});

/** Also wipes the vectors that go. */
function dropDeleted(gallery: Gallery, faceIds: readonly string[]): void {
  const there = new Set(faceIds);
  const { faceIds: held, vectors, dimensions } = gallery;
  if (there.size === held.length) return;
  gallery.faceIds = [];
  for (const [row, faceId] of held.entries()) {
    if (!there.has(faceId)) continue;
    const to = gallery.faceIds.length * dimensions;
    vectors.copyWithin(to, row * dimensions, (row + 1) * dimensions);
    gallery.faceIds.push(faceId);
  }
  vectors.fill(0, gallery.faceIds.length * dimensions);
}

function append(gallery: Gallery, faceId: string, vector: UnitVector): void {
  gallery.dimensions = vector.length;
  const used = gallery.faceIds.length * vector.length;
  if (used + vector.length > gallery.vectors.length) {
    const grown = new Float32Array(Math.max(64 * vector.length, gallery.vectors.length * 2));
    grown.set(gallery.vectors.subarray(0, used));
    gallery.vectors = grown;
  }
  gallery.vectors.set(vector, used);
  gallery.faceIds.push(faceId);
}

/** Exact search: below 50 000 faces it takes milliseconds, and its recall is 1. */
async function candidatesFor(
  tx: Transaction,
  event: EventOfFaces,
  { faceIds, vectors, dimensions }: Gallery,
  probe: UnitVector,
): Promise<Candidate[]> {
  if (faceIds.length === 0) return [];
  const dataset = vectors.subarray(0, faceIds.length * dimensions);
  const count = Math.min(NEAREST, faceIds.length);
  const matches = exactSearch(dataset, probe, dimensions, count, MetricKind.Cos, 1);
  const near = [...matches.keys].map((key, index) => ({
    faceId: faceIds[Number(key)] ?? "",
    similarity: 1 - (matches.distances[index] ?? 1),
  }));
  const people = await peopleOfFaces(
    tx,
    event.householdId,
    near.map(({ faceId }) => faceId),
  );
  return near.flatMap(({ faceId, similarity }) => {
    const face = people.get(faceId);
    return face && face.eventId !== event.id
      ? [{ faceId, personId: face.personId, similarity }]
      : [];
  });
}

/** People already given to an earlier face that is in the picture at the same time. */
function takenMeanwhile(
  face: SeenFace,
  faces: readonly SeenFace[],
  identifications: readonly Identification[],
): Set<string> {
  const taken = new Set<string>();
  for (const [index, identification] of identifications.entries()) {
    const other = faces[index];
    if (other && identification.outcome === "named" && overlapInTime(face, other))
      taken.add(identification.personId);
  }
  return taken;
}

function overlapInTime(a: SeenFace, b: SeenFace): boolean {
  const span = ({ track }: SeenFace) => [track[0]?.atMs ?? 0, track.at(-1)?.atMs ?? 0] as const;
  const [aStart, aEnd] = span(a);
  const [bStart, bEnd] = span(b);
  return aStart <= bEnd && bStart <= aEnd;
}
