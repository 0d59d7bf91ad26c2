import type { Outcomes } from "./decisions.ts";
import { folded, intervalOf, percent, percentOf, table } from "./markdown.ts";
import type { Measures } from "./measures.ts";
import type { OpenSetResult } from "./open-set.ts";
import type { PhotographsReport } from "./photographs-report.ts";
import type { Share } from "./rates.ts";
import { referenceByContender } from "./reference.ts";
import { shortName } from "./short-names.ts";

/** Names of the variants for people. */
export const VARIANT_NAMES: Readonly<Record<string, string>> = {
  clean: "clean",
  h40: "40 px",
  h24: "24 px",
  mblur: "blurred",
  lowlight: "low light",
  doorbell: "doorbell",
};

/** The section on photographs. */
export function describePhotographs(report: PhotographsReport): string {
  return [
    describeCounts(report),
    "### Against the reference",
    compareWithReference(report),
    "### Who is named at the product's own thresholds",
    describeHouseholds(report),
    "![How much residents and strangers resemble whom they resemble most](accuracy-similarities.svg)",
    "### Open sets of 10, 20 and 50 people",
    describeOpenSets(report),
    "![Missed residents over accepted strangers](accuracy-open-set.svg)",
  ].join("\n\n");
}

function describeCounts({ counts, seconds }: PhotographsReport): string {
  const impostorPairs = counts.pairs - counts.genuinePairs;
  const missed = Object.entries(counts.withoutFace);
  const misses = missed.map(([folder, count]) => `${count} of ${folder}`).join(", ");
  return [
    `${counts.pictures} pictures in ${seconds} s: ${counts.photos} photographs of ${counts.people} people and ${counts.probes} degraded copies.`,
    `${counts.pairs} pairs (${counts.genuinePairs} of one person, ${impostorPairs} of two), ${counts.households} households`,
    `with ${counts.residentVisits} visits of residents and ${counts.strangerVisits} of strangers.`,
    missed.length > 0
      ? `In ${misses} no face was found; each counts as a miss, as a person refused.`
      : "A face was found in every one of them.",
  ].join("\n");
}

type Column = {
  readonly head: string;
  readonly rows: Readonly<Record<string, number>>;
  /** What the rows should reach. */
  readonly aims?: Readonly<Record<string, number>>;
};

function compareWithReference(report: PhotographsReport): string {
  const { measures, measuresByHalf } = report;
  const all = Object.entries(measures).flatMap(([name, ours]): Column[] => {
    const theirs = referenceByContender[name];
    const column = { head: shortName(name), rows: rowsOf(ours) };
    if (!theirs) return [column];
    const reference = { head: `${shortName(name)}, reference`, rows: rowsOf(theirs) };
    return [reference, { ...column, aims: reference.rows }];
  });
  for (const [half, ours] of Object.entries(measuresByHalf))
    all.push({ head: `fused, ${half} half`, rows: rowsOf(ours) });
  const names = Object.keys(all[0]?.rows ?? {});
  const rows = names.map((name) => [
    name,
    ...all.map(({ rows, aims }) => compared(rows[name], aims?.[name])),
  ]);
  return [
    table(["", ...all.map(({ head }) => head)], rows),
    "",
    `Bold: below the reference. ${summarise(
      all.find(({ head }) => head === "fused"),
      casesOf(report),
    )}`,
  ].join("\n");
}

/** Where the product is not as good as the reference, by how much, and how exactly that is known. */
function summarise(
  { rows, aims = {} }: Column = { head: "", rows: {} },
  cases: Readonly<Record<string, number>>,
): string {
  const measured = Object.entries(aims).filter(([name]) => !Number.isNaN(rows[name] ?? Number.NaN));
  const missed = measured.filter(([name, aim]) => isBelow(rows[name] ?? 0, aim));
  const all = measured.length;
  if (missed.length === 0) return `Fused is at or above it on all ${all} rows.`;
  const told = missed.map(([name, aim]) => {
    const ours = rows[name] ?? 0;
    const by = (aim - Number(ours.toFixed(decimalsOf(aim)))).toFixed(decimalsOf(aim));
    const error = standardError(ours, cases[name] ?? 0).toFixed(decimalsOf(aim));
    return `${name}, by ${by} (standard error ${error})`;
  });
  return `Fused is at or above it on ${all - missed.length} of ${all} rows, and below it on: ${told.join("; ")}.`;
}

/** Of a share of so many independent cases. */
const standardError = (share: number, cases: number): number =>
  Math.sqrt((share * (1 - share)) / cases);

/**
 * How many cases each row counts. A probe is one case, however many photographs it is compared with: they
 * stand or fall with it.
 */
function casesOf({ counts, households: { fused } }: PhotographsReport): Record<string, number> {
  const { pairs, genuinePairs, probesByVariant } = counts;
  const probes = Object.entries(probesByVariant).map(([variant, of]) => [
    variant,
    { tar1e3: of, tar1e4: of },
  ]);
  const households = Object.entries(fused?.byVariant ?? {}).map(([variant, { residents }]) => {
    const { of } = residents.named;
    return [variant, { "tpir@0.01": of, "tpir@0.001": of }];
  });
  return rowsOf({
    pairs: { accuracy: pairs, tar1e3: genuinePairs },
    probes: Object.fromEntries(probes),
    households: Object.fromEntries(households),
  });
}

function compared(ours: number | undefined, aim: number | undefined): string {
  if (ours === undefined || Number.isNaN(ours)) return "";
  if (aim === undefined) return ours.toFixed(3);
  const written = ours.toFixed(decimalsOf(aim));
  return isBelow(ours, aim) ? `**${written}**` : written;
}

const isBelow = (ours: number, aim: number): boolean => Number(ours.toFixed(decimalsOf(aim))) < aim;

/** As many as the reference was given with, at least three. */
const decimalsOf = (value: number): number => Math.max(3, `${value}`.split(".")[1]?.length ?? 0);

/** All measures of one contender, by a name for people. */
function rowsOf({ pairs, probes, households }: Measures): Record<string, number> {
  const named = (variant: string) => VARIANT_NAMES[variant] ?? variant;
  return Object.fromEntries([
    ["pairs, accuracy", pairs.accuracy],
    ["pairs, TAR at FAR 1e-3", pairs.tar1e3],
    ...Object.entries(probes).flatMap(([variant, { tar1e3, tar1e4 }]) => [
      [`${named(variant)}, TAR at FAR 1e-3`, tar1e3],
      [`${named(variant)}, TAR at FAR 1e-4`, tar1e4],
    ]),
    ...Object.entries(households).flatMap(([variant, rates]) => [
      [`household, ${named(variant)}, TPIR at 1 %`, rates["tpir@0.01"]],
      [`household, ${named(variant)}, TPIR at 0.1 %`, rates["tpir@0.001"]],
    ]),
  ]);
}

export const OUTCOME_HEAD = [
  ...["visits", "resident named", "asked", "named as another", "asked about another"],
  ...["unknown", "no face"],
  ...["named or asked", "stranger named", "asked", "no face"],
];

export function outcomeCells({ residents, strangers }: Outcomes): string[] {
  const { named, misnamed, asked, misasked, unknown, withoutFace, recognised } = residents;
  return [
    `${named.of} + ${strangers.named.of}`,
    ...[named, asked, misnamed, misasked, unknown, withoutFace, recognised].map(percentOf),
    ...[strangers.named, strangers.asked, strangers.withoutFace].map(percentOf),
  ];
}

function describeHouseholds({ households, householdsByHalf }: PhotographsReport): string {
  const { fused, ...alone } = households;
  const variants = Object.entries(fused?.byVariant ?? {});
  const rows = [
    ...variants.map(
      ([variant, outcomes]) => [VARIANT_NAMES[variant] ?? variant, outcomes] as const,
    ),
    ...(fused ? [["all", fused.all] as const] : []),
    ...Object.entries(householdsByHalf).map(
      ([half, { all }]) => [`all, ${half} half`, all] as const,
    ),
    ...Object.entries(alone).map(
      ([name, { all }]) => [`all, ${shortName(name)} alone`, all] as const,
    ),
  ];
  const { reporting } = householdsByHalf;
  const { residents, strangers } = reporting.all;
  return [
    "Six people with three faces each, visits of one to three frames. On the half that nothing was tuned on:",
    `strangers' visits that got a resident's name: ${intervalOf(strangers.named)}; below 0.1 % was`,
    `the aim: ${verdict(strangers.named, (share) => share < 0.001)}.  `,
    `Residents' visits named or asked: ${intervalOf(residents.recognised)}; at least 95 % was`,
    `the aim: ${verdict(residents.recognised, (share) => share >= 0.95)}.  `,
    `Residents' visits that got another resident's name: ${intervalOf(residents.misnamed)}.`,
    "",
    table(
      ["", ...OUTCOME_HEAD],
      rows.map(([name, outcomes]) => [name, ...outcomeCells(outcomes)]),
    ),
  ].join("\n");
}

function verdict({ count, of }: Share, isMet: (share: number) => boolean): string {
  if (of === 0) return "nothing was measured";
  return isMet(count / of) ? "met" : "**missed**";
}

function describeOpenSets({ openSet, openSetReporting }: PhotographsReport): string {
  const { fused = [], ...alone } = openSet;
  return [
    "All others are strangers; a visit is one picture that was not enrolled. FNIR: residents' visits not found",
    "right at the threshold that so many of the strangers' visits pass. Look-alikes: somebody lives with those",
    "who resemble them most. Each draw is of somebody else, and begins with those who have the closest",
    "look-alikes of the whole set; draws overlap where people resemble the same others.",
    "",
    openSetTable(fused),
    "",
    folded("The same on the reporting half of the people", openSetTable(openSetReporting)),
    ...Object.entries(alone).map(([name, results]) =>
      folded(`The same with ${shortName(name)} alone`, openSetTable(results)),
    ),
  ].join("\n");
}

function openSetTable(results: readonly OpenSetResult[]): string {
  const head = ["", "draws", "FNIR at 1 %", "FNIR at 0.1 %", ...OUTCOME_HEAD];
  const rows = results.map((result) => {
    const who = result.areLookAlikes ? "look-alikes" : "people";
    const kind = VARIANT_NAMES[result.variant] ?? result.variant;
    return [
      `${kind}: ${result.enrolled} ${who}, ${result.facesEach} each`,
      `${result.draws}`,
      percent(result.fnirAt1Percent),
      percent(result.fnirAt01Percent),
      ...outcomeCells(result.outcomes),
    ];
  });
  return table(head, rows);
}
