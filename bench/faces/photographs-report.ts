import type { Engines } from "#worker/inference/engines.ts";
import { aloneAsProduct, type Contender, plainContenders, product } from "./contenders.ts";
import { type Among, amongHalf, everybody, type Half } from "./halves.ts";
import { decideHouseholds, type HouseholdScale } from "./household-scale.ts";
import { type Measures, measure } from "./measures.ts";
import { measureOpenSet, type OpenSetResult, openSetCases, populationOf } from "./open-set.ts";
import { lookAtPhotographs, type Photographs } from "./photographs.ts";
import { type Protocol, personOf, picturesOf, readProtocol } from "./protocol.ts";

type ByContender<Of> = Readonly<Record<string, Of>>;

/** All that was measured on photographs. Contenders are named as in `contenders.ts`. */
export type PhotographsReport = {
  readonly counts: Counts;
  readonly seconds: number;
  /** The embedders alone, fused plainly, and fused as the product does. */
  readonly measures: ByContender<Measures>;
  /** Of the product, by half of the people. */
  readonly measuresByHalf: Readonly<Record<Half, Measures>>;
  /** With the product's templates, visits and thresholds. */
  readonly households: ByContender<HouseholdScale>;
  readonly householdsByHalf: Readonly<Record<Half, HouseholdScale>>;
  readonly openSet: ByContender<readonly OpenSetResult[]>;
  /** Of the product, on the half that nothing was tuned on. */
  readonly openSetReporting: readonly OpenSetResult[];
};

type Counts = {
  readonly photos: number;
  readonly people: number;
  readonly pairs: number;
  readonly genuinePairs: number;
  readonly probes: number;
  readonly probesByVariant: Readonly<Record<string, number>>;
  readonly households: number;
  readonly residentVisits: number;
  readonly strangerVisits: number;
  readonly pictures: number;
  /** Pictures in which the detector found no face, by the folder that they lie in. */
  readonly withoutFace: Readonly<Record<string, number>>;
};

/** Kinds of visit for the open-set cases: at its best, and as a doorbell sees it. */
const OPEN_SET_VARIANTS = ["clean", "doorbell"] as const;

/** Looks at the photographs of a folder and takes all measures of them. See `readProtocol`. */
export async function measurePhotographs(
  dataDir: string,
  engines: Engines,
  say: (line: string) => void,
): Promise<PhotographsReport> {
  const startedAt = performance.now();
  const protocol = await readProtocol(dataDir);
  const photographs = await lookAtPhotographs(protocol.folder, picturesOf(protocol), engines, say);
  const measured = measureAll(protocol, photographs, engines, say);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return { counts: count(protocol, photographs), seconds, ...measured };
}

function measureAll(
  protocol: Protocol,
  photographs: Photographs,
  { embedders }: Engines,
  say: (line: string) => void,
) {
  const asProducts = [...aloneAsProduct(embedders), product];
  const measureOf = (contender: Contender, among: Among) => {
    say(`measuring ${contender.name} …`);
    return measure(protocol, photographs, contender, among);
  };
  const decideAs = (contender: Contender, among: Among) =>
    decideHouseholds(protocol, photographs, contender, among);
  const openSetOf = (contender: Contender, among: Among) => {
    say(`open sets, ${contender.name} …`);
    const population = populationOf(protocol, photographs, contender, among);
    return OPEN_SET_VARIANTS.flatMap((variant) =>
      openSetCases(variant, population).map((chosen) =>
        measureOpenSet(population, photographs, contender, chosen),
      ),
    );
  };
  const [tuning, reporting] = [amongHalf("tuning"), amongHalf("reporting")];
  return {
    measures: byName([...plainContenders(embedders), product], (each) =>
      measureOf(each, everybody),
    ),
    measuresByHalf: {
      tuning: measureOf(product, tuning),
      reporting: measureOf(product, reporting),
    },
    households: byName(asProducts, (each) => decideAs(each, everybody)),
    householdsByHalf: {
      tuning: decideAs(product, tuning),
      reporting: decideAs(product, reporting),
    },
    openSet: byName(asProducts, (each) => openSetOf(each, everybody)),
    openSetReporting: openSetOf(product, reporting),
  };
}

const byName = <Of>(contenders: readonly Contender[], of: (contender: Contender) => Of) =>
  Object.fromEntries(contenders.map((contender) => [contender.name, of(contender)]));

function count(protocol: Protocol, photographs: Photographs): Counts {
  const { photos, pairs, probes, households } = protocol;
  const visits = households.flatMap((household) => household.visits);
  const missed = [...photographs].filter(([, face]) => !face).map(([file]) => folderOf(file));
  return {
    photos: photos.length,
    people: new Set(photos.map(personOf)).size,
    pairs: pairs.length,
    genuinePairs: pairs.filter(([, , same]) => same).length,
    probes: probes.length,
    probesByVariant: Object.fromEntries(
      [...Map.groupBy(probes, ({ variant }) => variant)].map(([variant, all]) => [
        variant,
        all.length,
      ]),
    ),
    households: households.length,
    residentVisits: visits.filter(({ member }) => member).length,
    strangerVisits: visits.filter(({ member }) => !member).length,
    pictures: photographs.size,
    withoutFace: Object.fromEntries(
      [...Map.groupBy(missed, (folder) => folder)].map(([folder, all]) => [folder, all.length]),
    ),
  };
}

/** `photos` of a photograph, `probes/h24` of a copy. */
function folderOf(file: string): string {
  const [first = "", second = ""] = file.split("/");
  return first === "probes" ? `${first}/${second}` : first;
}
