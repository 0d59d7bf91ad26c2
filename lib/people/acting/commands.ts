import type { Actor } from "#lib/accounts/types.ts";
import type { Act } from "#lib/identity/act.ts";
import { recordAct } from "#lib/identity/commands.ts";
import { db, LONG, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { clearExpired } from "../expiry/commands.ts";

/** The entry of the identity ledger that a command has written; null where nothing was to be done. */
export type Done = { entryId: string | null };

type Decide = (tx: Transaction) => Promise<Act | null>;

/** Has the act written, in a transaction of its own, that `decide` decides on under the household's lock. */
export const inHousehold = (actor: Actor, decide: Decide): Promise<Done> =>
  db().$transaction((tx) => within(tx, actor, decide), LONG);

/** The same as a part of what is done in one transaction. */
export async function within(tx: Transaction, actor: Actor, decide: Decide): Promise<Done> {
  await lockHousehold(tx, actor.householdId);
  const decided = await decide(tx);
  const entryId = decided && (await recordAct(tx, actor, decided));
  await clearExpired(tx, actor.householdId);
  return { entryId };
}
