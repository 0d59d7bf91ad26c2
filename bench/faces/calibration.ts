import { type Random, randomFrom, shuffled } from "#e2e/storm/random.ts";
import { calibrate } from "#lib/calibration/calibration.ts";
import {
  enrolMember,
  membersOf,
  type StoredFace,
  weighHousehold,
} from "#lib/calibration/weighing.ts";
import { identify } from "#lib/faces/identification/identification.ts";
import {
  DEFAULT_THRESHOLDS,
  type IdentificationThresholds,
} from "#lib/faces/identification/thresholds.ts";
import { isEmbeddable } from "#lib/faces/shots/quality.ts";
import { thresholdsOfSet } from "#models/manifest.ts";
import type { Engines } from "#worker/inference/engines.ts";
import { product } from "./contenders.ts";
import { countOutcomes, type Decision, decide, type Outcomes } from "./decisions.ts";
import { amongHalf } from "./halves.ts";
import { drawHousehold, facesIn, type Population, populationOf } from "./open-set.ts";
import { lookAtPhotographs, type PhotographedFace, type Photographs } from "./photographs.ts";
import { readProtocol } from "./protocol.ts";

/** What a household has lived through before it is tried. */
export type CalibrationCase = {
  /** Somebody lives with those who resemble them most, instead of with any. */
  readonly areLookAlikes: boolean;
  /** Only those strangers come, then as before, who resemble a member: the fifth that does most. */
  readonly areStrangersAlike: boolean;
  /** Visits of strangers that its cameras have seen; none: the thresholds that everybody begins with. */
  readonly strangerVisits: number;
  /** The household has said of everybody whom Kith asked about that it is not them. */
  readonly isAnswered: boolean;
};

export type CalibrationResult = CalibrationCase & {
  /** The mean over the households, fused cosines. */
  readonly named: number;
  readonly ask: number;
  readonly highestNamed: number;
  readonly byVariant: Readonly<Record<string, Outcomes>>;
};

export type CalibrationReport = {
  readonly households: number;
  readonly members: number;
  readonly facesEach: number;
  readonly results: readonly CalibrationResult[];
};

/** Kinds of picture: at its best, and as a doorbell sees it. Cameras see both. */
const VARIANTS = ["clean", "doorbell"] as const;
const HOUSEHOLDS = 50;
const MEMBERS = 6;
const FACES_EACH = 3;
/** One stranger in so many resembles a member most. */
const ALIKE_OF = 5;

const USUAL = { areLookAlikes: false, areStrangersAlike: false, isAnswered: false } as const;
const CASES: readonly CalibrationCase[] = [
  ...[0, 50, 200, 1000].map((strangerVisits) => ({ ...USUAL, strangerVisits })),
  ...[0, 200, 1000].map((strangerVisits) => ({ ...USUAL, areLookAlikes: true, strangerVisits })),
  ...[0, 50, 200].map((strangerVisits) => ({ ...USUAL, areStrangersAlike: true, strangerVisits })),
  { ...USUAL, areStrangersAlike: true, strangerVisits: 200, isAnswered: true },
];

/**
 * Draws households from the reporting half, has the product draw their thresholds by strangers of the tuning
 * half, and tries these on members and strangers of the reporting half that it has never seen.
 */
export async function measureCalibration(
  dataDir: string,
  engines: Engines,
  say: (line: string) => void,
): Promise<CalibrationReport> {
  const protocol = await readProtocol(dataDir);
  const probes = protocol.probes.filter(({ variant }) => isTaken(variant));
  const pictures = [...protocol.photos, ...probes.map(({ file }) => file)];
  const photographs = await lookAtPhotographs(protocol.folder, pictures, engines, say);
  const population = populationOf(protocol, photographs, product, amongHalf("reporting"));
  const tuning = populationOf(protocol, photographs, product, amongHalf("tuning"));
  const passers = [...tuning.visitsByVariant]
    .filter(([variant]) => isTaken(variant))
    .flatMap(([, visits]) => visits.map(({ file, person }) => ({ file, person })))
    .filter(({ file }) => isUsable(photographs.get(file)));
  say("calibrating households …");
  const world = { population, photographs, passers };
  const results = CASES.map((chosen) => measureCase(chosen, world));
  return { households: HOUSEHOLDS, members: MEMBERS, facesEach: FACES_EACH, results };
}

const isTaken = (variant: string): boolean => VARIANTS.some((each) => each === variant);

const isUsable = (face: PhotographedFace | undefined): boolean =>
  face !== undefined && isEmbeddable(face.quality);

type World = {
  readonly population: Population;
  readonly photographs: Photographs;
  /** Pictures of the strangers who come by. */
  readonly passers: readonly { readonly file: string; readonly person: string }[];
};

type Decisions = { readonly residents: Decision[]; readonly strangers: Decision[] };

function measureCase(chosen: CalibrationCase, world: World): CalibrationResult {
  const decisions = new Map<string, Decisions>(
    VARIANTS.map((variant) => [variant, { residents: [], strangers: [] }]),
  );
  const drawn = Array.from({ length: HOUSEHOLDS }, (_, index) =>
    tryHousehold(chosen, world, index + 1, decisions),
  );
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const named = drawn.map((thresholds) => thresholds.named);
  return {
    ...chosen,
    named: mean(named),
    ask: mean(drawn.map(({ ask }) => ask)),
    highestNamed: Math.max(...named),
    byVariant: Object.fromEntries(
      [...decisions].map(([variant, { residents, strangers }]) => [
        variant,
        countOutcomes(residents, strangers),
      ]),
    ),
  };
}

/** Calibrates one household, and adds what it then decides. Returns its thresholds. */
function tryHousehold(
  chosen: CalibrationCase,
  world: World,
  seed: number,
  decisions: ReadonlyMap<string, Decisions>,
): IdentificationThresholds {
  const { population, photographs } = world;
  const { areLookAlikes } = chosen;
  const size = { enrolled: MEMBERS, facesEach: FACES_EACH, areLookAlikes };
  const random = randomFrom(seed);
  const household = drawHousehold(population, size, seed, random);
  const stored = household.flatMap(({ person, enrolled }) =>
    storedFaces(person, facesIn(photographs, enrolled), { isMember: true, isConfirmed: true }),
  );
  const faces = [...stored, ...strangersOf(stored, chosen, world, random)];
  const thresholds = thresholdsBy(faces, chosen);
  const people = membersOf(faces).map((member) => enrolMember(member));
  const leftOutByPerson = new Map(household.map(({ person, leftOut }) => [person, leftOut]));
  for (const [variant, { residents, strangers }] of decisions) {
    const visits = population.visitsByVariant.get(variant) ?? [];
    const decideOn = ({ person, file }: (typeof visits)[number]) =>
      decide(product, people, facesIn(photographs, [file]), person, thresholds);
    const came = visits.filter(({ person }) => !leftOutByPerson.has(person)).map(decideOn);
    strangers.push(...(chosen.areStrangersAlike ? mostAlike(came) : came));
    const isLeftOut = ({ person, source }: (typeof visits)[number]) =>
      leftOutByPerson.get(person) === source;
    residents.push(...visits.filter(isLeftOut).map(decideOn));
  }
  return thresholds;
}

function mostAlike<Of extends { readonly similarity: number }>(strangers: readonly Of[]): Of[] {
  const nearestFirst = strangers.toSorted((a, b) => b.similarity - a.similarity);
  return nearestFirst.slice(0, strangers.length / ALIKE_OF);
}

/** As many strangers as the case says, with the household's answers where it gives any. */
function strangersOf(
  members: readonly StoredFace[],
  { areStrangersAlike, strangerVisits, isAnswered }: CalibrationCase,
  { passers, photographs }: World,
  random: Random,
): StoredFace[] {
  const people = membersOf(members).map((member) => enrolMember(member));
  const seen = shuffled(passers, random).flatMap(({ file, person }) =>
    storedFaces(person, facesIn(photographs, [file]), { isMember: false, isConfirmed: false }).map(
      (face) => {
        const found = identify(face.vector, people, DEFAULT_THRESHOLDS);
        const best = found.outcome === "unknown" ? found.best : found;
        const isDenied = isAnswered && found.outcome !== "unknown";
        const rejectedFor = isDenied ? [found.personId] : [];
        return { face: { ...face, rejectedFor }, similarity: best?.similarity ?? -1 };
      },
    ),
  );
  const passing = areStrangersAlike ? shuffled(mostAlike(seen), random) : seen;
  return passing.slice(0, strangerVisits).map(({ face }) => face);
}

/** A day's pictures, each of a visit of its own. */
const storedFaces = (
  person: string,
  photos: readonly PhotographedFace[],
  kind: Pick<StoredFace, "isMember" | "isConfirmed">,
): StoredFace[] =>
  product.enrol(person, photos).faces.map((face) => ({
    ...face,
    ...{ visitId: face.faceId, isChild: false, isCounted: true, rejectedFor: [] },
    ...kind,
  }));

function thresholdsBy(faces: readonly StoredFace[], { strangerVisits }: CalibrationCase) {
  if (strangerVisits === 0) return DEFAULT_THRESHOLDS;
  const weighed = [...weighHousehold(faces)].flatMap((part) => part.weighed);
  return calibrate(weighed, "day", thresholdsOfSet("standard")).thresholds;
}
