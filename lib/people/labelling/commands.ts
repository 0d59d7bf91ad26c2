import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import type { Transaction } from "#lib/infra/db.ts";
import type { Done } from "../acting/commands.ts";
import { categoriseWithin, renameWithin } from "../commands.ts";
import { rejectWithin, suggestionWithin } from "../faces/commands.ts";
import { ownPerson } from "../own/queries.ts";
import type { Label } from "../schema.ts";

/**
 * Takes what a member says of somebody where they are shown, as a part of what is done in one transaction
 * that holds the household. It may come late: what was said elsewhere meanwhile stays.
 *
 * @throws AppError conflict when something else was said meanwhile; not-found when somebody is gone
 */
export async function labelWithin(tx: Transaction, actor: Actor, label: Label): Promise<Done> {
  const { personId } = label;
  switch (label.kind) {
    case "name": {
      const { name } = await ownPerson(tx, actor, personId);
      requireUnsaid(name, label.before, label.name);
      return await renameWithin(tx, actor, personId, label.name);
    }
    case "categorise": {
      const { category } = await ownPerson(tx, actor, personId);
      requireUnsaid(category, label.before, label.category);
      return await categoriseWithin(tx, actor, personId, label.category);
    }
    case "suggestion":
      return await suggestionWithin(tx, actor, label);
    case "reject":
      return await rejectWithin(tx, actor, label.faceIds, personId);
  }
}

/** @param before what was seen when `said` was said. @throws AppError conflict */
function requireUnsaid<Value>(now: Value, before: Value, said: Value): void {
  if (now !== before && now !== said) throw new AppError("conflict", "answeredNothingChanged");
}
