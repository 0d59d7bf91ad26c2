import { decidingThresholds } from "#lib/calibration/queries.ts";
import type { IdentifyFaces } from "#lib/faces/commands.ts";
import {
  type ArrivedFace,
  countEmbedded,
  type EmbedderVersion,
  embeddedFaces,
  embedderSetOf,
  type FaceOfPerson,
  facesArrivedAfter,
  facesOfPeople,
  type GalleryScope,
  peopleOfFaces,
  rejectionsOfPeople,
} from "#lib/faces/gallery/queries.ts";
import { assignPeople, type Probe } from "#lib/faces/identification/assignment.ts";
import { type EnrolledPerson, enrol } from "#lib/faces/identification/enrolment.ts";
import { fuse } from "#lib/faces/identification/fusion.ts";
import { identify, withholdName } from "#lib/faces/identification/identification.ts";
import { namedFrom } from "#lib/faces/identification/thresholds.ts";
import type { SeenFace } from "#lib/faces/seen-face.ts";
import type { FaceAngle, UnitVector, Weighted } from "#lib/faces/types.ts";
import { registeredPeople } from "#lib/identity/registered/queries.ts";
import type { RecollectFaces } from "#lib/rerecognition/queries.ts";
import { embeddersOfSet, embedderVersion, setOfEmbedders } from "#models/manifest.ts";
import { createVectorIndex, type VectorIndex } from "./vector-index.ts";

type Transaction = Parameters<IdentifyFaces>[0];

/** The embedders that decide, with their shares. */
type EmbedderSet = readonly Weighted<EmbedderVersion>[];

/** What one household's faces are to one set of embedders. */
type Gallery = {
  vectors: VectorIndex;
  /** Faces that the first embedder has embedded and that cannot be compared for all that. */
  incomplete: Set<string>;
  lastSequence: bigint;
  /** The last of those that catch up: they come one after the other. */
  caughtUp: Promise<void>;
};

/** Faces held in memory at once, over all households; the least recently used go first. 1 000 take 2 MB. */
const MAX_FACES = 65_000;
/** Faces read from Postgres at a time. */
const PAGE = 2_000;
/**
 * Nearest faces that are looked at for people, step by step; more where they are all of the same few, who would otherwise
 * hide the runner-up: somebody who comes every day has a thousand faces within half a year.
 */
export const NEAREST = [64, 1024, 16_384] as const;
const FEW_PEOPLE = 3;
/** People whose templates are compared, those with the nearest faces. */
const MAX_PEOPLE = 12;
/**
 * People with a name or a category who are always compared, as in a second look, those seen last: few
 * pictures of somebody easily lie behind many of strangers.
 */
const MAX_REGISTERED = 64;

/**
 * Says who faces are. Holds vectors only, as a cache of what Postgres holds: whose a face is, and
 * whether it counts, is read at every use. A face that was deleted is never found; its vector goes at
 * the household's next use, and at once by `forget`.
 */
export type FaceIndex = {
  /** See `IdentifyFaces`. A person is given to one of two faces that are seen at the same time. */
  identify: IdentifyFaces;
  /** What a set of embedders made of the household's faces. */
  vectors: (
    tx: Transaction,
    householdId: string,
    embedderSet: string,
  ) => Promise<Pick<VectorIndex, "get">>;
  /** See `RecollectFaces`: by the set of embedders that the household decides by. */
  recollect: RecollectFaces;
  /** Drops what is held of a household. */
  forget: (householdId: string) => void;
  /** Faces held in memory. */
  size: () => number;
};

/** An empty index. Each household's gallery is read on first use and caught up on every later one. */
export function createFaceIndex(maxFaces = MAX_FACES): FaceIndex {
  const galleries = new Map<string, Gallery>();

  async function vectorsOf(
    tx: Transaction,
    householdId: string,
    embedders: EmbedderSet,
  ): Promise<VectorIndex> {
    const key = householdId + JSON.stringify(embedders);
    const gallery = galleries.get(key) ?? emptyGallery();
    galleries.delete(key);
    galleries.set(key, gallery);
    const caughtUp = gallery.caughtUp.then(() => catchUp(tx, householdId, gallery, embedders));
    gallery.caughtUp = caughtUp.catch(() => undefined);
    await caughtUp;
    dropUnused();
    return gallery.vectors;
  }

  function dropUnused(): void {
    let held = 0;
    for (const [key, { vectors }] of [...galleries].toReversed()) {
      if (held > 0 && held + vectors.size() > maxFaces) galleries.delete(key);
      else held += vectors.size();
    }
  }

  return {
    async identify(tx, event, faces) {
      const [first] = faces;
      if (!first) return [];
      const embedders = first.embeddings
        .filter(({ weight }) => weight > 0)
        .map(({ embedder, version, weight }) => ({ embedder, version, weight }));
      const { householdId, id: exceptEventId } = event;
      const vectors = await vectorsOf(tx, householdId, embedders);
      // A recording may have been looked at while the household went over to another set.
      const embedderSet = setOfEmbedders(embedders);
      const thresholds = await decidingThresholds(tx, { householdId, embedderSet });
      const scope = { householdId, exceptEventId, embedderSet, namedFrom: namedFrom(thresholds) };
      const probes = await probesOf(tx, scope, vectors, faces);
      return assignPeople(probes, ({ face, people }) => {
        const identification = identify(face.fused, people, thresholds[face.lighting]);
        return face.isDisputed ? withholdName(identification) : identification;
      });
    },
    vectors: (tx, householdId, embedderSet) =>
      vectorsOf(tx, householdId, embeddersNamed(embedderSet)),
    async recollect(tx, householdId) {
      const embedderSet = await embedderSetOf(tx, householdId);
      const vectors = await vectorsOf(tx, householdId, embeddersNamed(embedderSet));
      const thresholds = await decidingThresholds(tx, { householdId, embedderSet });
      const scope = {
        ...{ householdId, exceptEventId: null, embedderSet },
        namedFrom: namedFrom(thresholds),
      };
      return {
        embedderSet,
        vectorOf: vectors.get,
        peopleOf: (personIds) => enrolledPeople(tx, scope, vectors, personIds),
        thresholds,
      };
    },
    forget(householdId) {
      for (const key of galleries.keys()) {
        if (key.startsWith(householdId)) galleries.delete(key);
      }
    },
    size: () => [...galleries.values()].reduce((sum, { vectors }) => sum + vectors.size(), 0),
  };
}

const emptyGallery = (): Gallery => ({
  vectors: createVectorIndex(),
  incomplete: new Set(),
  lastSequence: 0n,
  caughtUp: Promise.resolve(),
});

/** Reads what has arrived since the last use, and drops what was deleted. */
async function catchUp(
  tx: Transaction,
  householdId: string,
  gallery: Gallery,
  embedders: EmbedderSet,
): Promise<void> {
  let arrived: Awaited<ReturnType<typeof facesArrivedAfter>>;
  do {
    arrived = await facesArrivedAfter(tx, householdId, embedders, gallery.lastSequence, PAGE);
    for (const face of arrived) take(gallery, face, embedders);
  } while (arrived.length === PAGE);
  const [first] = embedders;
  const { vectors, incomplete } = gallery;
  if (first && (await countEmbedded(tx, householdId, first)) !== vectors.size() + incomplete.size) {
    const embedded = await embeddedFaces(tx, householdId, first);
    vectors.keepOnly(embedded);
    gallery.incomplete = new Set([...incomplete].filter((faceId) => embedded.has(faceId)));
  }
}

function take(gallery: Gallery, face: ArrivedFace, embedders: EmbedderSet): void {
  const { faceId, vectors, isCounted, sequence } = face;
  const { incomplete } = gallery;
  if (vectors) gallery.vectors.set(faceId, fused(vectors, embedders));
  if (isCounted && !gallery.vectors.get(faceId)) incomplete.add(faceId);
  else incomplete.delete(faceId);
  gallery.lastSequence = sequence;
}

const embeddersNamed = (embedderSet: string): EmbedderSet =>
  embeddersOfSet(embedderSet).map(({ model, weight }) => ({
    ...{ embedder: model.name, version: embedderVersion(model), weight },
  }));

const fused = (vectors: readonly UnitVector[], embedders: EmbedderSet) =>
  fuse(vectors.map((vector, place) => ({ vector, weight: embedders[place]?.weight ?? 0 })));

/** The people, with all by which they are decided on. */
async function enrolledPeople(
  tx: Transaction,
  scope: GalleryScope,
  vectors: VectorIndex,
  personIds: readonly string[],
): Promise<EnrolledPerson[]> {
  if (personIds.length === 0) return [];
  const faces = await facesOfPeople(tx, scope, personIds);
  const rejections = await rejectionsOfPeople(tx, scope.householdId, personIds);
  const ofPerson = <Row extends { personId: string }>(rows: readonly Row[], personId: string) =>
    rows.filter((row) => row.personId === personId);
  return personIds.map((personId) =>
    enrol({
      personId,
      isChild: faces.some((face) => face.personId === personId && face.isChild),
      faces: ofPerson(faces, personId).flatMap((face) => withVector(vectors, face) ?? []),
      rejected: ofPerson(rejections, personId).flatMap(({ faceId }) => vectors.get(faceId) ?? []),
    }),
  );
}

/** The faces, each with whom it may be: who is registered, and the others with the nearest faces. */
async function probesOf(
  tx: Transaction,
  scope: GalleryScope,
  vectors: VectorIndex,
  faces: readonly SeenFace[],
): Promise<Probe[]> {
  const registered = await registeredPeople(tx, scope.householdId, MAX_REGISTERED);
  const known = await enrolledPeople(tx, scope, vectors, registered);
  const probes: Probe[] = [];
  for (const face of faces) {
    const near = await nearestPeople(tx, scope, vectors, face);
    const others = near.filter((personId) => !registered.includes(personId));
    const seen = await enrolledPeople(tx, scope, vectors, others);
    probes.push({ face, people: [...known, ...seen] });
  }
  return probes;
}

/** The people with the nearest faces, nearest first. */
async function nearestPeople(
  tx: Transaction,
  scope: GalleryScope,
  vectors: VectorIndex,
  { fused: probe }: SeenFace,
): Promise<string[]> {
  let personIds: string[] = [];
  for (const count of NEAREST) {
    const near = vectors.nearest(probe, count).map(({ faceId }) => faceId);
    const personOf = await peopleOfFaces(tx, scope, near);
    personIds = [...new Set(near.flatMap((faceId) => personOf.get(faceId) ?? []))];
    if (personIds.length >= FEW_PEOPLE || vectors.size() <= count) break;
  }
  return personIds.slice(0, MAX_PEOPLE);
}

const angleOf = {
  front: "front",
  half_profile: "half-profile",
  profile: "profile",
} as const satisfies Record<FaceOfPerson["angle"], FaceAngle>;

function withVector(vectors: VectorIndex, { isChild: _, angle, ...face }: FaceOfPerson) {
  const vector = vectors.get(face.faceId);
  return vector && { ...face, angle: angleOf[angle], vector };
}
