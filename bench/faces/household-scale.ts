import type { Contender } from "./contenders.ts";
import { countOutcomes, type Decision, decide, type Outcomes } from "./decisions.ts";
import type { Among } from "./halves.ts";
import { enrolMembers } from "./measures.ts";
import type { Photographs } from "./photographs.ts";
import type { Protocol } from "./protocol.ts";

/** How the visits of the protocol's households end, by variant and all together. */
export type HouseholdScale = {
  readonly all: Outcomes;
  readonly byVariant: Readonly<Record<string, Outcomes>>;
  /** Similarities of those visits in which a face was found, to whom they resemble most. */
  readonly similarities: { readonly residents: number[]; readonly strangers: number[] };
};

type Visit = Decision & { readonly variant: string; readonly isMember: boolean };

/** Has the product decide on every visit of the people that count. */
export function decideHouseholds(
  { households }: Protocol,
  photographs: Photographs,
  contender: Contender,
  among: Among,
): HouseholdScale {
  const visits = households.flatMap((household) => {
    const people = enrolMembers(household, photographs, contender);
    const counted = household.visits.filter(({ person }) => among(person));
    return counted.map(({ person, member, frames }): Visit => {
      const faces = frames.flatMap((file) => photographs.get(file) ?? []);
      const decision = decide(contender, people, faces, person);
      return { ...decision, variant: household.variant, isMember: member };
    });
  });
  const byVariant = Map.groupBy(visits, ({ variant }) => variant);
  return {
    all: outcomesOf(visits),
    byVariant: Object.fromEntries(
      [...byVariant].map(([variant, ofVariant]) => [variant, outcomesOf(ofVariant)]),
    ),
    similarities: { residents: seen(visits, true), strangers: seen(visits, false) },
  };
}

const outcomesOf = (visits: readonly Visit[]): Outcomes =>
  countOutcomes(
    visits.filter(({ isMember }) => isMember),
    visits.filter(({ isMember }) => !isMember),
  );

const seen = (visits: readonly Visit[], areMembers: boolean): number[] =>
  visits.flatMap(({ isMember, outcome, similarity }) =>
    isMember === areMembers && outcome !== "no-face" ? [similarity] : [],
  );
