import { describe, expect, it } from "vitest";
import { cosineSimilarity, normalise } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { createVectorIndex, type VectorIndex } from "./vector-index.ts";

const DIMENSIONS = 384;

/** Numbers that look random and are the same every time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

const vectorOf = (random: () => number) =>
  normalise(Float32Array.from({ length: DIMENSIONS }, random));

/** The same person in another picture. */
const likeness = (vector: UnitVector, random: () => number, noise: number) =>
  normalise(vector.map((value) => value + noise * random()));

/** @param noise 0.08 makes faces of one person as alike as a cosine of 0.83, 0.004 as 0.9995 */
function peopleWithFaces(people: number, facesEach: number, noise = 0.08) {
  const random = createRandom(7);
  return Array.from({ length: people }, (_, person) => {
    const looks = vectorOf(random);
    return Array.from({ length: facesEach }, (__, face) => ({
      faceId: `person ${person} face ${face}`,
      vector: likeness(looks, random, noise),
      probe: likeness(looks, random, noise),
    }));
  }).flat();
}

function filled(index: VectorIndex, faces: ReturnType<typeof peopleWithFaces>): VectorIndex {
  for (const { faceId, vector } of faces) index.set(faceId, vector);
  return index;
}

describe("the nearest faces", () => {
  const faces = peopleWithFaces(500, 6);
  const probes = faces.filter((_, index) => index % 10 === 0).map(({ probe }) => probe);

  it.each([
    ["of many people", 500, 6, 0.08, 10],
    ["of many people, of whom all are wanted", 500, 6, 0.08, 10_000],
    ["of four people who come every day", 4, 600, 0.08, 64],
    ["of four people who come every day, a thousand wanted", 4, 600, 0.08, 1024],
    ["of two people who always look the same", 2, 1200, 0.004, 64],
  ])("are those that comparing with every face finds: %s", (_, people, each, noise, count) => {
    const all = peopleWithFaces(people, each, noise);
    const index = filled(createVectorIndex(), all);
    for (const { probe } of all.filter((__, at) => at % 500 === 3)) {
      const similarities = all
        .map(({ vector }) => cosineSimilarity(vector, probe))
        .toSorted((a, b) => b - a);
      const found = index.nearest(probe, count).map(({ similarity }) => similarity);
      expect(found).toHaveLength(Math.min(count, all.length));
      const apart = found.map((similarity, at) => Math.abs(similarity - (similarities[at] ?? 0)));
      expect(Math.max(...apart)).toBeLessThan(1e-6);
    }
  });

  it("come nearest first, each with its own similarity", () => {
    const index = filled(createVectorIndex(), faces);
    for (const count of [10, 10_000]) {
      const [probe] = probes as [UnitVector];
      const found = index.nearest(probe, count);
      expect(found).toEqual(found.toSorted((a, b) => b.similarity - a.similarity));
      for (const { faceId, similarity } of found) {
        const vector = index.get(faceId) ?? expect.fail("the face is not held");
        expect(similarity).toBeCloseTo(cosineSimilarity(vector, probe), 6);
      }
    }
  });

  it("are led by the same one whether all are compared or the graph is asked", () => {
    const exact = filled(createVectorIndex(), faces);
    const graph = filled(createVectorIndex(1000), faces);
    for (const probe of probes)
      expect(graph.nearest(probe, 10)[0]).toEqual(exact.nearest(probe, 10)[0]);
  });

  it("are found at once where they came after the graph was made, and have another vector", () => {
    const graph = filled(createVectorIndex(1000), faces);
    for (const probe of probes.slice(0, 3)) graph.nearest(probe, 1);
    const random = createRandom(99);
    const [newcomer, changed] = [vectorOf(random), vectorOf(random)];
    graph.set("newcomer", newcomer);
    expect(graph.nearest(newcomer, 1)).toMatchObject([{ faceId: "newcomer" }]);
    graph.set(faces[0]?.faceId ?? "", changed);
    expect(graph.nearest(changed, 1)).toMatchObject([{ faceId: faces[0]?.faceId }]);
    expect(graph.size()).toBe(faces.length + 1);
  });

  it("do not hold what was dropped", () => {
    for (const exactFaces of [1000, 100_000]) {
      const index = filled(createVectorIndex(exactFaces), faces);
      for (const probe of probes.slice(0, 3)) index.nearest(probe, 1);
      const [first, , third] = faces;
      if (!first || !third) throw new Error("There are no faces.");
      index.keepOnly(new Set(faces.slice(1).map(({ faceId }) => faceId)));
      expect(index.get(first.faceId)).toBeUndefined();
      expect(index.nearest(first.vector, 20).map(({ faceId }) => faceId)).not.toContain(
        first.faceId,
      );
      expect(index.nearest(third.vector, 1)).toMatchObject([{ faceId: third.faceId }]);
      expect(index.get(third.faceId)).toEqual(third.vector);
    }
  });

  it("are none where there is nobody", () => {
    const index = createVectorIndex();
    expect(index.nearest(vectorOf(createRandom(1)), 5)).toEqual([]);
    index.keepOnly(new Set());
    expect(index.size()).toBe(0);
  });
});
