import { createRequire } from "node:module";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
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
/** Rough similarities err by 0.005: so many more than are wanted are weighed again in full. */
const ROUGH_RESERVE = 32;

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
      const wanted = count + ROUGH_RESERVE;
      const near = graph?.nearest(probe, wanted) ?? [];
      return [...near, ...rows.scan(probe, graph?.size() ?? 0, faceIds.length, wanted)]
        .map((row) => ({
          faceId: faceIds[row] ?? "",
          similarity: cosineSimilarity(rows.at(row), probe),
        }))
        .toSorted((a, b) => b.similarity - a.similarity)
        .slice(0, count);
    },
  };
}

/** The vectors, one after the other, and beside them in a byte a number, which is what is scanned. */
function createRows() {
  let dimensions = 0;
  let capacity = 0;
  let full = new Float32Array(0);
  let rough = new Int8Array(0);

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

  return {
    dimensions: () => dimensions,
    part: (from: number, to: number) => full.subarray(from * dimensions, to * dimensions),
    at: (row: number) => full.subarray(row * dimensions, (row + 1) * dimensions) as UnitVector,
    /** @param row one that is there, or the next */
    set(row: number, vector: UnitVector): void {
      dimensions = vector.length;
      if (row === capacity) grow();
      full.set(vector, row * dimensions);
      rough.set(roughOf(vector), row * dimensions);
    },
    /** These rows come first, in their order; all others are wiped. */
    keep(kept: readonly number[]): void {
      for (const [to, row] of kept.entries())
        for (const values of [full, rough])
          values.copyWithin(to * dimensions, row * dimensions, (row + 1) * dimensions);
      for (const values of [full, rough]) values.fill(0, kept.length * dimensions);
    },
    /** The rows nearest to the probe, of those in between. */
    scan(probe: UnitVector, from: number, to: number, count: number): number[] {
      if (to <= from) return [];
      const part = rough.subarray(from * dimensions, to * dimensions);
      const wanted = Math.min(count, to - from);
      const found = exactSearch(part, roughOf(probe), dimensions, wanted, MetricKind.Cos, 1);
      return [...found.keys].map((key) => from + Number(key));
    },
  };
}

/** One byte a number, the largest becoming 127: the same direction to within a degree. */
function roughOf(vector: UnitVector): Int8Array {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  return Int8Array.from(vector, (value) => Math.round((value / largest) * 127));
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
