import { createRequire } from "node:module";
import { cosineSimilarity, normalise } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";

// Required, not imported: usearch's ESM build looks for its binary beside the global `__dirname`, which
// the generated Prisma client sets to its own folder.
const { exactSearch, Index, MetricKind, ScalarKind } = createRequire(import.meta.url)(
  "usearch",
) as typeof import("usearch");

/** A stored face and how like the probe it is: the cosine of both vectors, -1..1. */
export type Neighbour = { readonly faceId: string; readonly similarity: number };

/** Vectors of faces in memory, all of one length, and the nearest of them. */
export type VectorIndex = {
  size: () => number;
  /** A copy of the face's vector. */
  get: (faceId: string) => UnitVector | undefined;
  /** Adds the face, or gives it another vector. */
  set: (faceId: string, vector: UnitVector) => void;
  /** Drops all other faces, and wipes their vectors. */
  keepOnly: (faceIds: ReadonlySet<string>) => void;
  /** At most `count` faces, nearest first. */
  nearest: (probe: UnitVector, count: number) => Neighbour[];
};

/**
 * Faces up to which every one of them is compared.
 * Source: 10 000 take 0.4 ms on one core of a Xeon, 50 000 take 2 ms; a graph takes 0.3 ms at any size,
 * but may miss somebody, and to make it takes 0.25 ms a face.
 */
const EXACT_FACES = 50_000;
/** Faces that join the graph at each search: half a second. Those that have not are all compared. */
const ROWS_A_SEARCH = 2_000;
/** So many more than twice those wanted are weighed again in full: enough where faces are no cluster. */
const ROUGH_RESERVE = 64;
/** What a rough distance may err by in 32 bits. */
const ROUNDING = 1e-6;
/** So many more than are wanted are asked of the graph: the more it looks at, the less it misses. */
const GRAPH_RESERVE = 32;

/** @param exactFaces for tests: above so many a graph is asked */
export function createVectorIndex(exactFaces = EXACT_FACES): VectorIndex {
  const rowByFace = new Map<string, number>();
  let faceIds: string[] = [];
  const rows = createRows();
  let graph: Graph | undefined;

  function joinGraph(): void {
    if (faceIds.length <= exactFaces) return;
    graph ??= createGraph(rows.dimensions());
    graph.add(rows.part(graph.size(), Math.min(faceIds.length, graph.size() + ROWS_A_SEARCH)));
  }

  return {
    size: () => faceIds.length,
    get(faceId) {
      const row = rowByFace.get(faceId);
      return row === undefined ? undefined : (rows.at(row).slice() as UnitVector);
    },
    set(faceId, vector) {
      const row = rowByFace.get(faceId) ?? faceIds.length;
      rows.set(row, vector);
      if (graph && row < graph.size()) graph = undefined;
      rowByFace.set(faceId, row);
      faceIds[row] = faceId;
    },
    keepOnly(kept) {
      if (faceIds.every((faceId) => kept.has(faceId))) return;
      const stay = faceIds.filter((faceId) => kept.has(faceId));
      rows.keep(stay.map((faceId) => rowByFace.get(faceId) ?? 0));
      faceIds = stay;
      rowByFace.clear();
      for (const [row, faceId] of faceIds.entries()) rowByFace.set(faceId, row);
      graph = undefined;
    },
    nearest(probe, count) {
      joinGraph();
      const near = graph?.nearest(probe, count + GRAPH_RESERVE) ?? [];
      return nearestFirst([
        ...near.map((row) => rows.compare(row, probe)),
        ...rows.nearest(probe, graph?.size() ?? 0, faceIds.length, count),
      ])
        .slice(0, count)
        .map(({ row, similarity }) => ({ faceId: faceIds[row] ?? "", similarity }));
    },
  };
}

/** A row and the cosine of its vector and the probe, -1..1. */
type Compared = { readonly row: number; readonly similarity: number };

const nearestFirst = (compared: readonly Compared[]): Compared[] =>
  compared.toSorted((a, b) => b.similarity - a.similarity);

/**
 * The vectors, one after the other, and beside them in a byte a number, which is what is scanned.
 *
 * [Note: Rough vectors] A rough vector points nearly where the full one does. The angle between two rough
 * ones differs from the true one by no more than both of them are turned: what seems farther off than the
 * last face wanted by more than that is none of the nearest. Where the rough scan ends with such a one, the
 * nearest in full of those that it gave are the nearest of all; else all are compared in full.
 */
function createRows() {
  let dimensions = 0;
  let capacity = 0;
  let full = new Float32Array(0);
  let rough = new Int8Array(0);
  let largestTurn = 0;

  function grow(): void {
    capacity = Math.max(64, Math.ceil(capacity * 1.5));
    const [before, roughBefore] = [full, rough];
    full = new Float32Array(capacity * dimensions);
    rough = new Int8Array(capacity * dimensions);
    full.set(before);
    rough.set(roughBefore);
    before.fill(0);
    roughBefore.fill(0);
  }

  const at = (row: number) => full.subarray(row * dimensions, (row + 1) * dimensions) as UnitVector;

  const compare = (row: number, probe: UnitVector): Compared => ({
    row,
    similarity: cosineSimilarity(at(row), probe),
  });

  /** Undefined where others may be as near: see [Note: Rough vectors]. */
  function nearestOfRough(probe: UnitVector, from: number, to: number, wanted: number) {
    const width = 2 * wanted + ROUGH_RESERVE;
    if (width >= to - from) return undefined;
    const { values, turn } = roughOf(probe);
    const part = rough.subarray(from * dimensions, to * dimensions);
    const { keys, distances } = exactSearch(part, values, dimensions, width, MetricKind.Cos, 1);
    const near = nearestFirst(Array.from(keys, (key) => compare(from + Number(key), probe)));
    const nearest = near.slice(0, wanted);
    const farthest = Math.acos(Math.min(1, nearest.at(-1)?.similarity ?? 1));
    const othersSeem = Math.acos(1 - Math.max(0, (distances.at(-1) ?? 0) - ROUNDING));
    return farthest < othersSeem - turn - largestTurn ? nearest : undefined;
  }

  function nearestOfAll(probe: UnitVector, from: number, to: number, wanted: number) {
    const part = full.subarray(from * dimensions, to * dimensions);
    const { keys, distances } = exactSearch(part, probe, dimensions, wanted, MetricKind.IP, 1);
    return Array.from(keys, (key, place) => ({
      row: from + Number(key),
      similarity: 1 - (distances[place] ?? 0),
    }));
  }

  return {
    dimensions: () => dimensions,
    part: (from: number, to: number) => full.subarray(from * dimensions, to * dimensions),
    at,
    compare,
    /** @param row one that is there, or the next */
    set(row: number, vector: UnitVector): void {
      dimensions = vector.length;
      if (row === capacity) grow();
      const { values, turn } = roughOf(vector);
      full.set(vector, row * dimensions);
      rough.set(values, row * dimensions);
      largestTurn = Math.max(largestTurn, turn);
    },
    /** These rows come first, in their order; all others are wiped. */
    keep(kept: readonly number[]): void {
      for (const [to, row] of kept.entries())
        for (const values of [full, rough])
          values.copyWithin(to * dimensions, row * dimensions, (row + 1) * dimensions);
      for (const values of [full, rough]) values.fill(0, kept.length * dimensions);
    },
    /** Of the rows in between those nearest to the probe, nearest first. */
    nearest(probe: UnitVector, from: number, to: number, count: number): Compared[] {
      const wanted = Math.min(count, to - from);
      if (wanted === 0) return [];
      return nearestOfRough(probe, from, to, wanted) ?? nearestOfAll(probe, from, to, wanted);
    },
  };
}

/** One byte a number, the largest becoming 127, and the angle by which that turns the vector. */
function roughOf(vector: UnitVector): { values: Int8Array; turn: number } {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const values = Int8Array.from(vector, (value) => Math.round((value / largest) * 127));
  return { values, turn: Math.acos(Math.min(1, cosineSimilarity(vector, normalise(values)))) };
}

type Graph = ReturnType<typeof createGraph>;

/** The first rows as a graph (HNSW): finds nearly always the nearest, among any number at once. */
function createGraph(dimensions: number) {
  const index = new Index({
    ...{ dimensions, metric: MetricKind.Cos, quantization: ScalarKind.BF16, multi: false },
    ...{ connectivity: 16, expansion_add: 128, expansion_search: 128 },
  });
  let size = 0;
  return {
    size: () => size,
    /** The rows that follow those that are there. */
    add(vectors: Float32Array): void {
      const count = vectors.length / dimensions;
      if (count === 0) return;
      index.add(
        BigUint64Array.from({ length: count }, (_, at) => BigInt(size + at)),
        vectors,
        1,
      );
      size += count;
    },
    nearest: (probe: UnitVector, count: number): number[] =>
      [...index.search(probe, Math.min(count, size), 1).keys].map(Number),
  };
}
