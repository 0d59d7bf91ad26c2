import type { Actor } from "#lib/accounts/types.ts";
import { peopleNow } from "#lib/identity/roots/queries.ts";
import { db } from "#lib/infra/db.ts";
import { camerasForRules } from "../queries.ts";
import { becauseSchema } from "../schema.ts";
import type { AlertNames, Because, OwnCauses } from "../types.ts";

/** What of the member's own wishes decided about a visit. What others have set is theirs alone. */
export async function ownCauses(
  actor: Actor,
  { visitId }: { visitId: string },
): Promise<OwnCauses> {
  const { householdId, accountId } = actor;
  const decisions = await db().notificationDecision.findMany({
    where: { visitId, householdId, accountId },
    select: { id: true, because: true },
  });
  const causes = decisions.flatMap(({ id, because }): [string, Because][] =>
    because === null ? [] : [[id, becauseSchema.parse(because)]],
  );
  const personIds = causes.flatMap(([, because]) => personIn(because) ?? []);
  const [cameras, people] = await Promise.all([
    camerasForRules(actor),
    peopleNamed(householdId, personIds),
  ]);
  return { byDecision: Object.fromEntries(causes), names: { cameras, people } };
}

function personIn(because: Because): string | null {
  if ("rule" in because)
    return because.rule.whom.kind === "person" ? because.rule.whom.personId : null;
  if ("snooze" in because)
    return "personId" in because.snooze.target ? because.snooze.target.personId : null;
  return null;
}

/** Who the people are today whom a wish was about when it decided. */
async function peopleNamed(
  householdId: string,
  personIds: readonly string[],
): Promise<AlertNames["people"]> {
  const today = await peopleNow(db(), householdId, personIds);
  const people = await db().person.findMany({
    where: { householdId, id: { in: [...today.values()] }, forgottenAt: null },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return [...today].flatMap(([id, person]) => {
    const name = names.get(person);
    return name === undefined ? [] : [{ id, name, cropUrl: null, visitCount: 0, isListed: true }];
  });
}
