import {
  type Apart,
  barredFrom,
  type Cluster,
  clusterPeople,
  type FaceToCluster,
  SURE_AMONG_CHILDREN,
  SURE_LEAD,
} from "#lib/faces/clusters/clustering.ts";
import type { EnrolledPerson } from "#lib/faces/identification/enrolment.ts";
import { identify } from "#lib/faces/identification/identification.ts";
import type { IdentificationThresholds } from "#lib/faces/identification/thresholds.ts";

/** What is known of a household's people before they are compared. */
export type Household = {
  /** Of everybody who is not registered. */
  readonly faces: readonly (FaceToCluster & { readonly hasPicture: boolean })[];
  readonly apart: readonly Apart[];
  readonly registered: readonly EnrolledPerson[];
  /** Faces of any light are compared: the strictest. */
  readonly thresholds: IdentificationThresholds;
  /** From where the household's set of embedders names before any calibration: fused cosine. */
  readonly namedAtStart: number;
  /** Somebody is marked as a child: children, who resemble each other, come to the door. */
  readonly hasChildren: boolean;
};

/** Two people who may be one, and the face of each that shows it. */
export type Likeness = {
  readonly personIds: readonly [string, string];
  readonly faceIds: readonly [string, string];
  readonly similarity: number;
};

/** Questions that are open at a time: more than anybody answers in an evening. */
const MAX_LIKENESSES = 12;

/**
 * Who is surely one, and who may be: strangers among each other, and strangers and people who have a
 * name.
 *
 * @returns `same`: people who are one, the first of them the one seen first
 */
export async function comparePeople({
  faces,
  apart,
  registered,
  thresholds,
  namedAtStart,
  hasChildren,
}: Household): Promise<{
  same: readonly (readonly string[])[];
  likenesses: readonly Likeness[];
}> {
  const sure = Math.max(thresholds.named, namedAtStart) + SURE_LEAD;
  const { clusters, close } = await clusterPeople(faces, apart, {
    join: hasChildren ? Math.max(sure, SURE_AMONG_CHILDREN) : sure,
    close: thresholds.ask,
  });
  const bestByPerson = bestFaces(faces);
  const shown = ({ personIds }: Cluster) =>
    personIds.flatMap((personId) => bestByPerson.get(personId) ?? []).toSorted(byQuality)[0]
      ?.faceId;
  const amongStrangers = close.map(({ clusters: [a, b], similarity }) =>
    likeness([firstOf(a), firstOf(b)], [shown(a), shown(b)], similarity),
  );
  const toRegistered = clusters.map((cluster) => {
    const barred = barredFrom(apart, cluster.personIds);
    const candidates = registered.filter(({ personId }) => !barred.has(personId));
    const found = identify(cluster.mean, candidates, thresholds);
    if (found.outcome === "unknown") return undefined;
    const pair = [firstOf(cluster), found.personId] as const;
    return likeness(pair, [shown(cluster), found.faceId], found.similarity);
  });
  const likenesses = [...amongStrangers, ...toRegistered]
    .filter((each) => each !== undefined)
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, MAX_LIKENESSES);
  const same = clusters.map(({ personIds }) => personIds).filter(({ length }) => length > 1);
  return { same, likenesses };
}

/** Ids grow with time. */
const firstOf = ({ personIds }: Cluster): string => personIds[0] ?? "";

/** The lower id first; nothing where there is no picture to show. */
function likeness(
  [a, b]: readonly [string, string],
  [faceA, faceB]: readonly [string | undefined, string | undefined],
  similarity: number,
): Likeness | undefined {
  if (!faceA || !faceB) return undefined;
  return a < b
    ? { personIds: [a, b], faceIds: [faceA, faceB], similarity }
    : { personIds: [b, a], faceIds: [faceB, faceA], similarity };
}

type PicturedFace = Household["faces"][number];

/** Of each person the best face of which there is a picture. */
function bestFaces(faces: Household["faces"]): Map<string, PicturedFace> {
  const best = new Map<string, PicturedFace>();
  for (const face of faces) {
    const other = best.get(face.personId);
    if (face.hasPicture && (!other || byQuality(face, other) < 0)) best.set(face.personId, face);
  }
  return best;
}

const byQuality = (a: PicturedFace, b: PicturedFace) =>
  b.quality - a.quality || (a.faceId < b.faceId ? -1 : 1);
