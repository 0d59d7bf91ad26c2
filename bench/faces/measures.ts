import type { EnrolledPerson } from "#lib/faces/identification/enrolment.ts";
import { identify } from "#lib/faces/identification/identification.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import type { Contender } from "./contenders.ts";
import type { Among } from "./halves.ts";
import type { PhotographedFace, Photographs } from "./photographs.ts";
import { type HouseholdProtocol, type Protocol, personOf } from "./protocol.ts";
import { type Comparison, identificationRate, tenFoldAccuracy, trueAcceptRate } from "./rates.ts";

/** The measures that the photographs' own page defines. All are shares, 0..1. */
export type Measures = {
  readonly pairs: { readonly accuracy: number; readonly tar1e3: number };
  readonly probes: Readonly<Record<string, { readonly tar1e3: number; readonly tar1e4: number }>>;
  readonly households: Readonly<Record<string, HouseholdMeasures>>;
};

type HouseholdMeasures = { readonly "tpir@0.01": number; readonly "tpir@0.001": number };

/** Of whom no face was found resembles nobody: the right person is missed, a stranger is refused. */
const NO_FACE = -1;

/** All measures of one contender; of the people that count alone. */
export function measure(
  protocol: Protocol,
  photographs: Photographs,
  contender: Contender,
  among: Among,
): Measures {
  return {
    pairs: measurePairs(protocol, photographs, contender, among),
    probes: measureProbes(protocol, photographs, contender, among),
    households: measureHouseholds(protocol, photographs, contender, among),
  };
}

function measurePairs(
  { pairs }: Protocol,
  photographs: Photographs,
  { vectorOf }: Contender,
  among: Among,
): Measures["pairs"] {
  const comparisons = pairs
    .filter(([a, b]) => among(personOf(a)) && among(personOf(b)))
    .map(([first, second, same]): Comparison => {
      const [a, b] = [photographs.get(first), photographs.get(second)];
      const similarity = a && b ? cosineSimilarity(vectorOf(a), vectorOf(b)) : NO_FACE;
      return { similarity, isSame: Boolean(same) };
    });
  const similarities = (isSame: boolean) =>
    comparisons.filter((each) => each.isSame === isSame).map(({ similarity }) => similarity);
  return {
    accuracy: tenFoldAccuracy(comparisons),
    tar1e3: trueAcceptRate(similarities(true), similarities(false), 1e-3),
  };
}

type GalleryPhoto = {
  readonly file: string;
  readonly person: string;
  readonly vector: UnitVector | undefined;
};

function measureProbes(
  { photos, probes }: Protocol,
  photographs: Photographs,
  { vectorOf }: Contender,
  among: Among,
): Measures["probes"] {
  const vector = (file: string) => {
    const face = photographs.get(file);
    return face && vectorOf(face);
  };
  const gallery = photos
    .map((file): GalleryPhoto => ({ file, person: personOf(file), vector: vector(file) }))
    .filter(({ person }) => among(person));
  const counted = probes.filter(({ person }) => among(person));
  return measureByVariant(counted, (ofVariant) => {
    const scores = createScores(ofVariant.length * gallery.length);
    for (const { file, person, source } of ofVariant)
      scores.add({ file: source, person, vector: vector(file) }, gallery);
    const tar = (rate: number) => trueAcceptRate(scores.genuine(), scores.impostors(), rate);
    return { tar1e3: tar(1e-3), tar1e4: tar(1e-4) };
  });
}

const measureByVariant = <Case extends { readonly variant: string }, Of>(
  cases: readonly Case[],
  measureCases: (ofVariant: readonly Case[]) => Of,
): Record<string, Of> =>
  Object.fromEntries(
    [...Map.groupBy(cases, ({ variant }) => variant)].map(([variant, ofVariant]) => [
      variant,
      measureCases(ofVariant),
    ]),
  );

/** A million similarities and more: genuine ones from the end of one array, impostors from its start. */
function createScores(size: number) {
  const scores = new Float64Array(size);
  let [genuine, impostors] = [0, 0];
  return {
    /** Compares a probe with all photographs but `file`, the one that it was made from. */
    add({ file, person, vector }: GalleryPhoto, gallery: readonly GalleryPhoto[]): void {
      for (const other of gallery.filter((each) => each.file !== file)) {
        const at = other.person === person ? size - ++genuine : impostors++;
        scores[at] = vector && other.vector ? cosineSimilarity(vector, other.vector) : NO_FACE;
      }
    },
    genuine: () => scores.subarray(size - genuine),
    impostors: () => scores.subarray(0, impostors),
  };
}

function measureHouseholds(
  { households }: Protocol,
  photographs: Photographs,
  contender: Contender,
  among: Among,
): Measures["households"] {
  return measureByVariant(households, (ofVariant) => {
    const visits = ofVariant.flatMap((household) => {
      const people = enrolMembers(household, photographs, contender);
      return household.visits
        .filter(({ person }) => among(person))
        .map(({ person, member, frames }) => {
          const faces = frames.flatMap((file) => photographs.get(file) ?? []);
          const { personId, similarity } = search(contender, people, faces);
          return { member, similarity, isRight: personId === person };
        });
    });
    const residents = visits.filter(({ member }) => member);
    const strangers = visits.filter(({ member }) => !member).map(({ similarity }) => similarity);
    const rate = (share: number) => identificationRate(residents, strangers, share);
    return { "tpir@0.01": rate(0.01), "tpir@0.001": rate(0.001) };
  });
}

/** The members of a household with the faces that were found of them. */
export function enrolMembers(
  { members }: HouseholdProtocol,
  photographs: Photographs,
  contender: Contender,
): EnrolledPerson[] {
  return members.map(({ person, enrol }) =>
    contender.enrol(
      person,
      enrol.flatMap((file) => photographs.get(file) ?? []),
    ),
  );
}

/** Whom a visit resembles most, whatever the thresholds say of it. */
function search(
  { visitOf }: Contender,
  people: readonly EnrolledPerson[],
  faces: readonly PhotographedFace[],
): { readonly personId: string | undefined; readonly similarity: number } {
  const nobody = { personId: undefined, similarity: NO_FACE };
  if (faces.length === 0) return nobody;
  const found = identify(visitOf(faces).vector, people, DEFAULT_THRESHOLDS);
  return (found.outcome === "unknown" ? found.best : found) ?? nobody;
}
