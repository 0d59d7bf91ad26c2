import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evenly } from "#lib/testing/arbitraries.ts";
import { DEFAULT_THRESHOLDS } from "../identification/thresholds.ts";
import { normalise } from "../similarity.ts";
import { type Apart, clusterPeople, type FaceToCluster, SURE_LEAD } from "./clustering.ts";

const thresholds = { join: 0.55, close: 0.35 };

const face = (
  personId: string,
  looks: readonly number[],
  more: Partial<FaceToCluster> = {},
): FaceToCluster => ({
  faceId: `${personId}-${looks.join()}`,
  personId,
  vector: normalise(looks),
  quality: 0.8,
  eventId: `event of ${personId} ${looks.join()}`,
  fromMs: 0,
  untilMs: 1000,
  ...more,
});

const looks = fc
  .array(evenly(-1, 1), { minLength: 4, maxLength: 4 })
  .filter((vector) => Math.hypot(...vector) > 0.1);

const faceOfSomebody = fc
  .record({
    looks,
    personId: fc.integer({ min: 0, max: 9 }).map((number) => `person ${number}`),
    eventId: fc.integer({ min: 0, max: 19 }).map((number) => `event ${number}`),
    fromMs: fc.integer({ min: 0, max: 9 }),
    quality: evenly(0.1, 1),
  })
  .map(({ looks: own, personId, ...more }) =>
    face(personId, own, { ...more, untilMs: more.fromMs + 3 }),
  );

const households = fc.record({
  faces: fc
    .array(faceOfSomebody, { minLength: 1, maxLength: 30 })
    .map((faces) =>
      faces.map((each, index) => ({ ...each, faceId: `face ${String(index).padStart(2, "0")}` })),
    ),
  apart: fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
      .map(([a, b]): Apart => [`person ${a}`, `person ${b}`]),
    { maxLength: 5 },
  ),
});

const shareMoment = (a: FaceToCluster, b: FaceToCluster) =>
  a.eventId === b.eventId && a.fromMs <= b.untilMs && b.fromMs <= a.untilMs;

describe("clustering", () => {
  it("joins who is surely one, and asks about who may be", async () => {
    const { clusters, close } = await clusterPeople(
      [
        face("anna", [1, 0, 0]),
        face("anna again", [0.9, 0.3, 0]),
        face("perhaps anna", [0.45, 0, 0.9]),
        face("bert", [0, -1, 0]),
      ],
      [],
      thresholds,
    );
    expect(clusters.map(({ personIds }) => personIds)).toEqual([
      ["anna", "anna again"],
      ["bert"],
      ["perhaps anna"],
    ]);
    expect(close.map((pair) => pair.clusters.map(({ personIds }) => personIds))).toEqual([
      [["anna", "anna again"], ["perhaps anna"]],
    ]);
    expect(close[0]?.similarity).toBeCloseTo(0.44, 1);
  });

  it("lets a good face count for more than a bad one", async () => {
    const misleading = face("a", [0, 1, 0], { quality: 0.1 });
    const faces = [face("a", [1, 0, 0], { quality: 0.9 }), misleading, face("b", [1, 0, 0])];
    expect((await clusterPeople(faces, [], thresholds)).clusters).toHaveLength(1);
    const even = faces.map((each) => ({ ...each, quality: 0.5 }));
    expect((await clusterPeople(even, [], { join: 0.9, close: 0.35 })).clusters).toHaveLength(2);
  });

  it("does not compare a face without a vector, but minds whom it was seen with", async () => {
    const together = { eventId: "one", vector: null };
    const faces = [
      face("a", [1, 0, 0]),
      face("b", [1, 0, 0]),
      face("a", [0, 1, 0], together),
      face("b", [0, 1, 0], together),
      face("c", [0, 1, 0], together),
    ];
    const { clusters } = await clusterPeople(faces, [], thresholds);
    expect(clusters.map(({ personIds }) => personIds)).toEqual([["a"], ["b"]]);
  });

  it("leads the naming threshold by what was measured", () => {
    expect(DEFAULT_THRESHOLDS.named + SURE_LEAD).toBeCloseTo(0.55, 6);
  });

  it("puts everybody into exactly one cluster, and keeps apart who must be", async () => {
    await fc.assert(
      fc.asyncProperty(households, async ({ faces, apart }) => {
        const { clusters } = await clusterPeople(faces, apart, { join: 0.2, close: 0.1 });
        const everybody = clusters.flatMap(({ personIds }) => personIds);
        expect(everybody.toSorted()).toEqual(
          [...new Set(faces.map(({ personId }) => personId))].toSorted(),
        );
        const clusterOf = new Map(
          clusters.flatMap((cluster) => cluster.personIds.map((id) => [id, cluster] as const)),
        );
        const seen = faces.flatMap((a) =>
          faces.filter((b) => shareMoment(a, b)).map((b): Apart => [a.personId, b.personId]),
        );
        for (const [a, b] of [...apart, ...seen]) {
          if (a !== b && clusterOf.has(a)) expect(clusterOf.get(a)).not.toBe(clusterOf.get(b));
        }
      }),
    );
  });

  it("asks about nobody who must be kept apart, and about each pair once", async () => {
    await fc.assert(
      fc.asyncProperty(households, async ({ faces, apart }) => {
        const { close } = await clusterPeople(faces, apart, { join: 2, close: -1 });
        const pairs = close.map((pair) => pair.clusters.flatMap(({ personIds }) => personIds));
        const barred = new Set(apart.flatMap(([a, b]) => [`${a}|${b}`, `${b}|${a}`]));
        for (const [a, b] of pairs) expect(barred.has(`${a}|${b}`)).toBe(false);
        expect(new Set(pairs.flat()).size).toBe(pairs.flat().length);
      }),
    );
  });

  it("does not depend on the order of its input", async () => {
    await fc.assert(
      fc.asyncProperty(
        households.chain((household) =>
          fc.tuple(
            fc.constant(household),
            fc.shuffledSubarray(household.faces, { minLength: household.faces.length }),
            fc.shuffledSubarray(household.apart, { minLength: household.apart.length }),
          ),
        ),
        async ([{ faces, apart }, shuffledFaces, shuffledApart]) => {
          const steps = { join: 0.3, close: 0 };
          expect(await clusterPeople(shuffledFaces, shuffledApart, steps)).toEqual(
            await clusterPeople(faces, apart, steps),
          );
        },
      ),
    );
  });
});
