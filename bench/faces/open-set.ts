import { type Random, randomFrom, shuffled } from "#e2e/storm/random.ts";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
import type { Contender } from "./contenders.ts";
import { countOutcomes, type Decision, decide, type Outcomes } from "./decisions.ts";
import type { Among } from "./halves.ts";
import type { PhotographedFace, Photographs } from "./photographs.ts";
import { type Protocol, personOf } from "./protocol.ts";
import { identificationRate } from "./rates.ts";

/** Who is enrolled, and what the visits are like. */
export type OpenSetCase = {
  readonly enrolled: number;
  readonly facesEach: number;
  /** Those who most resemble one person are enrolled, with that person, instead of any. */
  readonly areLookAlikes: boolean;
  /** Of one picture each: a photograph (`clean`) or a copy made worse. */
  readonly variant: string;
};

export type OpenSetResult = OpenSetCase & {
  /** Share of residents' visits not found right at the threshold that 1 % of strangers' visits pass. */
  readonly fnirAt1Percent: number;
  readonly fnirAt01Percent: number;
  /** At the product's own thresholds. */
  readonly outcomes: Outcomes;
  readonly draws: number;
  /** Points of FNIR over FPIR, 0..1. */
  readonly curve: readonly { readonly fpir: number; readonly fnir: number }[];
};

/** Photographs that somebody needs to be enrolled: five, and one more to visit with. */
const PHOTOS_NEEDED = 6;
/** Residents' visits over all draws of a case: smaller households are drawn more often. */
const RESIDENT_VISITS = 300;
const ENROLLED = [10, 20, 50] as const;
const FACES_EACH = [1, 3, 5] as const;
const CURVE = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1] as const;

/** Whoever can be enrolled: the photographs that no copy was made from, and those that one was. */
type Candidate = { readonly person: string; readonly others: string[]; readonly sources: string[] };

/** A visit of one picture. `source` is the photograph that it is, or is a copy of. */
type Visit = { readonly person: string; readonly file: string; readonly source: string };

/** What households are drawn from. */
export type Population = {
  readonly candidates: readonly Candidate[];
  /** Each candidate followed by all others, the most alike first; first who has the closest look-alike. */
  readonly lookAlikes: readonly (readonly Candidate[])[];
  readonly visitsByVariant: ReadonlyMap<string, readonly Visit[]>;
};

/** The people that count, as one contender sees them. */
export function populationOf(
  { photos, probes }: Protocol,
  photographs: Photographs,
  contender: Contender,
  among: Among,
): Population {
  const copied = new Set(probes.map(({ source }) => source));
  const counted = photos.filter((file) => among(personOf(file)) && photographs.get(file));
  const candidates = [...Map.groupBy(counted, personOf)]
    .map(([person, files]) => ({
      person,
      others: files.filter((file) => !copied.has(file)),
      sources: files.filter((file) => copied.has(file)),
    }))
    .filter(
      ({ others, sources }) =>
        sources.length > 0 && others.length + sources.length >= PHOTOS_NEEDED,
    );
  const copies = probes.filter(({ person }) => among(person));
  return {
    candidates,
    lookAlikes: gatherLookAlikes(candidates, photographs, contender),
    visitsByVariant: new Map<string, readonly Visit[]>([
      ["clean", counted.map((file) => ({ person: personOf(file), file, source: file }))],
      ...Map.groupBy(copies, ({ variant }) => variant),
    ]),
  };
}

function gatherLookAlikes(
  candidates: readonly Candidate[],
  photographs: Photographs,
  contender: Contender,
): Candidate[][] {
  const known = candidates.map((candidate) => {
    const { others, sources } = candidate;
    return { candidate, ...contender.visitOf(facesIn(photographs, [...others, ...sources])) };
  });
  return known
    .map(({ candidate, vector }) => {
      const rest = known.filter((other) => other.candidate !== candidate);
      const closestFirst = rest
        .map((other) => ({ ...other, similarity: cosineSimilarity(vector, other.vector) }))
        .toSorted((a, b) => b.similarity - a.similarity);
      const people = [candidate, ...closestFirst.map((other) => other.candidate)];
      return { people, closest: closestFirst[0]?.similarity ?? -1 };
    })
    .toSorted((a, b) => b.closest - a.closest)
    .map(({ people }) => people);
}

/** The cases for one kind of visit that so many people who can be enrolled allow. */
export function openSetCases(variant: string, { candidates }: Population): OpenSetCase[] {
  return [false, true].flatMap((areLookAlikes) =>
    ENROLLED.filter((enrolled) => enrolled <= candidates.length).flatMap((enrolled) =>
      FACES_EACH.map((facesEach) => ({ enrolled, facesEach, areLookAlikes, variant })),
    ),
  );
}

/** Draws households from the population, several from seeds, and has the product decide on all visits. */
export function measureOpenSet(
  population: Population,
  photographs: Photographs,
  contender: Contender,
  chosen: OpenSetCase,
): OpenSetResult {
  const draws = Math.ceil(RESIDENT_VISITS / chosen.enrolled);
  const residents: Decision[] = [];
  const strangers: Decision[] = [];
  for (let seed = 1; seed <= draws; seed++) {
    const household = drawHousehold(population, chosen, seed, randomFrom(seed));
    const people = household.map(({ person, enrolled }) =>
      contender.enrol(person, facesIn(photographs, enrolled)),
    );
    const leftOutByPerson = new Map(household.map(({ person, leftOut }) => [person, leftOut]));
    for (const visit of population.visitsByVariant.get(chosen.variant) ?? []) {
      const leftOut = leftOutByPerson.get(visit.person);
      if (leftOut !== undefined && leftOut !== visit.source) continue;
      const faces = facesIn(photographs, [visit.file]);
      const decision = decide(contender, people, faces, visit.person);
      (leftOut === undefined ? strangers : residents).push(decision);
    }
  }
  const impostors = strangers.map(({ similarity }) => similarity);
  const fnir = (fpir: number) => 1 - identificationRate(residents, impostors, fpir);
  return {
    ...chosen,
    draws,
    fnirAt1Percent: fnir(0.01),
    fnirAt01Percent: fnir(0.001),
    outcomes: countOutcomes(residents, strangers),
    curve: CURVE.map((fpir) => ({ fpir, fnir: fnir(fpir) })),
  };
}

/**
 * Who lives there, with the faces that are enrolled and the photograph that never is. Look-alikes: each
 * draw is of the next person, beginning with whoever has the closest look-alike, and those most like them.
 *
 * @param draw from 1
 */
export function drawHousehold(
  { candidates, lookAlikes }: Population,
  { enrolled, facesEach, areLookAlikes }: Omit<OpenSetCase, "variant">,
  draw: number,
  random: Random,
) {
  const drawn = areLookAlikes
    ? (lookAlikes[(draw - 1) % lookAlikes.length] ?? [])
    : shuffled(candidates, random);
  return drawn.slice(0, enrolled).map(({ person, others, sources }) => {
    const files = [...shuffled(others, random), ...shuffled(sources, random)];
    return { person, enrolled: files.slice(0, facesEach), leftOut: files.at(-1) };
  });
}

export const facesIn = (photographs: Photographs, files: readonly string[]): PhotographedFace[] =>
  files.flatMap((file) => photographs.get(file) ?? []);
