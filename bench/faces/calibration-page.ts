import type { CalibrationCase, CalibrationReport } from "./calibration.ts";
import { intervalOf, table } from "./markdown.ts";
import { OUTCOME_HEAD, outcomeCells, VARIANT_NAMES } from "./photographs-page.ts";

/** The section on thresholds by a household's own strangers. */
export function describeCalibration({
  households,
  members,
  facesEach,
  results,
}: CalibrationReport): string {
  const variants = Object.keys(results[0]?.byVariant ?? {});
  const rows = variants.flatMap((variant) =>
    results.flatMap((result) => {
      const outcomes = result.byVariant[variant];
      if (!outcomes) return [];
      return [
        [
          `${VARIANT_NAMES[variant] ?? variant}: ${describeCase(result)}`,
          `${result.named.toFixed(3)} (${result.highestNamed.toFixed(3)})`,
          result.ask.toFixed(3),
          ...outcomeCells(outcomes),
        ],
      ];
    }),
  );
  const worst = results
    .filter(({ strangerVisits }) => strangerVisits > 0)
    .flatMap(({ byVariant }) => Object.values(byVariant).map(({ strangers }) => strangers.named))
    .toSorted((a, b) => b.count / b.of - a.count / a.of)[0];
  return [
    `${households} households of ${members} people of the reporting half with ${facesEach} photographs each. Strangers of the`,
    "tuning half come by, each picture a visit, and the product draws its thresholds by them; then members and",
    "strangers of the reporting half come whom it has never seen. FNIR is what the residents named lack of",
    "100 %, FPIR the strangers named. Thresholds: the mean of the households, and the highest. Alike: only those",
    "strangers come, before and after, who resemble a member, a fifth of all; answered: the household has said",
    "of everybody whom it was asked about that it is not them. Look-alikes: the members who resemble each other most.",
    ...(worst
      ? ["", `Strangers' visits that got a name after calibration, at worst: ${intervalOf(worst)}.`]
      : []),
    "",
    table(["", "named from", "asked from", ...OUTCOME_HEAD], rows),
  ].join("\n");
}

function describeCase({
  areLookAlikes,
  areStrangersAlike,
  strangerVisits,
  isAnswered,
}: CalibrationCase): string {
  const who = `${areLookAlikes ? "look-alikes, " : ""}${areStrangersAlike ? "alike strangers, " : ""}`;
  if (strangerVisits === 0) return `${who}the defaults`;
  return `${who}after ${strangerVisits}${isAnswered ? ", answered" : ""}`;
}
