import { setImmediate } from "node:timers/promises";
import { cosineSimilarity, normalise } from "../similarity.ts";
import type { UnitVector } from "../types.ts";
import { createPairTable, type PairTable } from "./pair-table.ts";

/** A face of somebody who may be the same as somebody else. */
export type FaceToCluster = {
  readonly faceId: string;
  /** Whose it is now: faces of one person stay together. */
  readonly personId: string;
  /** Null where it is not compared: then it only tells who was seen together. */
  readonly vector: UnitVector | null;
  /** 0..1: how much it counts in the person's mean. */
  readonly quality: number;
  readonly eventId: string;
  /** From its first to its last moment in the event's recording. */
  readonly fromMs: number;
  readonly untilMs: number;
};

/** Two people who must not become one. */
export type Apart = readonly [personId: string, otherPersonId: string];

/** People who are one. */
export type Cluster = {
  /** In order. */
  readonly personIds: readonly string[];
  readonly mean: UnitVector;
};

/** Two clusters that are each other's nearest. `similarity` is the cosine of their means. */
export type CloseClusters = {
  readonly clusters: readonly [Cluster, Cluster];
  readonly similarity: number;
};

export type Clustering = {
  /** Everybody with a vector, each in one cluster. */
  readonly clusters: readonly Cluster[];
  /** The most similar first. */
  readonly close: readonly CloseClusters[];
};

/** Cosines of means, -1..1. */
export type ClusteringThresholds = {
  /** From here two clusters are one. */
  readonly join: number;
  /** From here two that are each other's nearest are worth a question. */
  readonly close: number;
};

/**
 * Lead over the naming threshold, or over what the set of embedders begins with where that is more, from
 * which the means of two unknown people are surely one person.
 *
 * Source: every LFW photograph of `media/faces` as a person of its own, chosen on one half of the people
 * (lowest of 0.45, 0.48, … 0.62 that mixes nobody, in three kinds of photographs), reported on the other
 * half, at 0.53 + 0.02: precision and recall of pairs, and of B-cubed.
 *
 * | photographs | pairs | B-cubed |
 * |---|---|---|
 * | as they are, 1048 of 449 people | 1.000 / 0.929 | 1.000 / 0.957 |
 * | a quarter of them degraded | 1.000 / 0.634 | 1.000 / 0.806 |
 * | 270 degraded alone | 1.000 / 0.268 | 1.000 / 0.606 |
 *
 * Of the ways to compare clusters (nearest faces, farthest faces, mean of all pairs, means of the
 * clusters) the last finds most at the same precision: of the second kind 0.656 of the tuning half's
 * pairs, where nearest faces find 0.619, the mean of all pairs 0.445 and farthest faces 0.346.
 */
export const SURE_LEAD = 0.02;

/**
 * Cosine of means from which two unknown people are surely one where a child belongs to the household, so
 * that children come to the door; below it the household is asked.
 *
 * Source: All-Age-Faces, embedder 0095: of pairs of different children of 2 and 3 years 16 % reach 0.55, and
 * 1.0 % reach 0.70; of 4 to 6 years 5.7 % and 0.15 %.
 */
export const SURE_AMONG_CHILDREN = 0.7;

/**
 * Joins people whose faces say that they are one: agglomerative clustering of their quality-weighted
 * means, the most similar pair first. Faces of one event that share a moment are two people's, and
 * nobody is joined with whom they must be kept apart from, directly or through others. The order of the
 * input does not matter.
 *
 * Takes time and memory by the square of the people: 2 000 take a second or two and 16 MB. Others of
 * this process go on meanwhile.
 */
export async function clusterPeople(
  faces: readonly FaceToCluster[],
  apart: readonly Apart[],
  { join, close }: ClusteringThresholds,
): Promise<Clustering> {
  const people = meansOf(faces);
  const table = await compareAll(people, [...apart, ...seenTogether(faces)]);
  for (let pair = table.closest(); pair && pair.similarity >= join; pair = table.closest()) {
    people[pair.a] = joined(people[pair.a]!, people[pair.b]!);
    table.join(pair.a, pair.b);
    await setImmediate();
  }
  const clusters = people.map(({ personIds, unit }) => ({
    personIds: personIds.toSorted(),
    mean: unit,
  }));
  return {
    clusters: clusters.filter((_, index) => table.isThere(index)),
    close: table
      .mutual()
      .filter(({ similarity }) => similarity >= close)
      .map(({ a, b, similarity }) => ({
        clusters: [clusters[a]!, clusters[b]!] as const,
        similarity,
      }))
      .toSorted((p, q) => q.similarity - p.similarity),
  };
}

/** Whom none of these people may become one with. */
export function barredFrom(apart: readonly Apart[], personIds: readonly string[]): Set<string> {
  const own = new Set(personIds);
  return new Set(
    apart.flatMap(([a, b]) => [...(own.has(a) ? [b] : []), ...(own.has(b) ? [a] : [])]),
  );
}

type Mean = { personIds: string[]; sum: Float64Array; unit: UnitVector };

/** By person, in order, so that rounding does not depend on the order of the input either. */
function meansOf(faces: readonly FaceToCluster[]): Mean[] {
  const ordered = faces
    .flatMap((face) => (face.vector ? [{ ...face, vector: face.vector }] : []))
    .toSorted((a, b) => (a.faceId < b.faceId ? -1 : 1));
  const byPerson = Map.groupBy(ordered, ({ personId }) => personId);
  return [...byPerson.keys()].toSorted().map((personId) => {
    const own = byPerson.get(personId)!;
    const sum = new Float64Array(own[0]!.vector.length);
    for (const { vector, quality } of own)
      for (let i = 0; i < sum.length; i++) sum[i]! += quality * vector[i]!;
    return { personIds: [personId], sum, unit: normalise(sum) };
  });
}

/** Those who were in one picture. */
function seenTogether(faces: readonly FaceToCluster[]): Apart[] {
  const byEvent = Map.groupBy(faces, ({ eventId }) => eventId);
  return [...byEvent.values()].flatMap((together) =>
    together.flatMap((face, index) =>
      together
        .slice(index + 1)
        .filter(({ personId }) => personId !== face.personId)
        .filter((other) => face.fromMs <= other.untilMs && other.fromMs <= face.untilMs)
        .map((other): Apart => [face.personId, other.personId]),
    ),
  );
}

/** Similarities of all pairs of means. */
async function compareAll(means: readonly Mean[], apart: readonly Apart[]): Promise<PairTable> {
  const table = await createPairTable(means.length, (a, b) =>
    cosineSimilarity(means[a]!.unit, means[b]!.unit),
  );
  const indexOf = new Map(means.map(({ personIds }, index) => [personIds[0], index]));
  for (const [personId, otherPersonId] of apart) {
    const [a, b] = [indexOf.get(personId), indexOf.get(otherPersonId)];
    if (a !== undefined && b !== undefined) table.bar(a, b);
  }
  return table;
}

function joined(a: Mean, b: Mean): Mean {
  const sum = a.sum.map((value, index) => value + b.sum[index]!);
  return { personIds: [...a.personIds, ...b.personIds], sum, unit: normalise(sum) };
}
