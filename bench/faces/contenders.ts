import { type EnrolledPerson, enrol } from "#lib/faces/identification/enrolment.ts";
import { fuse } from "#lib/faces/identification/fusion.ts";
import {
  DEFAULT_THRESHOLDS,
  type IdentificationThresholds,
} from "#lib/faces/identification/thresholds.ts";
import { meanVector } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { setOfEmbedders, thresholdsOfSet } from "#models/manifest.ts";
import { agree } from "#worker/analysis/track-embedding.ts";
import type { Embedder } from "#worker/inference/embedder.ts";
import type { PhotographedFace } from "./photographs.ts";

/** One way of recognising that is measured: an embedder alone, or the product's fusion. */
export type Contender = {
  readonly name: string;
  /** What it compares of one face. */
  readonly vectorOf: (face: PhotographedFace) => UnitVector;
  readonly enrol: (person: string, faces: readonly PhotographedFace[]) => EnrolledPerson;
  /** What it compares of a visit of at least one frame; a disputed one may get no name. */
  readonly visitOf: (frames: readonly PhotographedFace[]) => Visit;
  /** Of a household that has none of its own. */
  readonly thresholds: IdentificationThresholds;
};

type Visit = { readonly vector: UnitVector; readonly isDisputed: boolean };

/** Chooses what counts of a face. */
type PartsOf = (face: PhotographedFace) => PhotographedFace["vectors"];

const fused: PartsOf = ({ vectors }) => vectors;

const alone =
  (index: number): PartsOf =>
  ({ vectors }) =>
    vectors.slice(index, index + 1).map(({ vector }) => ({ vector, weight: 1 }));

/** Without any weights, as the reference figures were made: each embedder alone, and all fused. */
export const plainContenders = (embedders: readonly Pick<Embedder, "name">[]): Contender[] => [
  ...embedders.map(({ name }, index) => plain(name, alone(index))),
  plain("fused, plain", fused),
];

/** As the product recognises, with both embedders. */
export const product: Contender = asProduct("fused", fused, DEFAULT_THRESHOLDS);

/** As the product would recognise with one embedder. */
export const aloneAsProduct = (embedders: readonly Pick<Embedder, "name">[]): Contender[] =>
  embedders.map(({ name }, index) => {
    const set = setOfEmbedders([{ embedder: name, weight: 1 }]);
    return asProduct(name, alone(index), set ? thresholdsOfSet(set).start : DEFAULT_THRESHOLDS);
  });

function asProduct(
  name: string,
  partsOf: PartsOf,
  thresholds: IdentificationThresholds,
): Contender {
  const vectorOf = fusing(partsOf);
  return {
    name,
    vectorOf,
    enrol: (personId, faces) =>
      enrol({
        personId,
        isChild: false,
        rejected: [],
        faces: faces.map((face) => ({
          faceId: face.file,
          personId,
          vector: vectorOf(face),
          quality: face.quality.quality,
          angle: face.angle,
          lighting: "day",
          isConfirmed: true,
        })),
      }),
    visitOf(frames) {
      const shots = frames.map((face) => ({ vectors: partsOf(face), quality: face.quality }));
      const { fused: vector, isTie } = agree(shots);
      return { vector, isDisputed: isTie };
    },
    thresholds,
  };
}

/** Templates and visits are normalised means. */
function plain(name: string, partsOf: PartsOf): Contender {
  const vectorOf = fusing(partsOf);
  const mean = (faces: readonly PhotographedFace[]) => meanVector(faces.map(vectorOf));
  return {
    name,
    vectorOf,
    enrol: (personId, faces) => ({
      ...{ personId, isChild: false, rejected: [], faces: [] },
      templates: faces.length === 0 ? [] : [{ angle: "front", vector: mean(faces), faceIds: [] }],
    }),
    visitOf: (frames) => ({ vector: mean(frames), isDisputed: false }),
    thresholds: DEFAULT_THRESHOLDS,
  };
}

/** A face is compared many thousand times, and its parts are fused once. */
function fusing(partsOf: PartsOf): Contender["vectorOf"] {
  const known = new WeakMap<PhotographedFace, UnitVector>();
  return (face) => {
    const vector = known.get(face) ?? fuse(partsOf(face));
    known.set(face, vector);
    return vector;
  };
}
