import type { Actor } from "#lib/accounts/types.ts";
import { db, LONG, type Transaction } from "#lib/infra/db.ts";
import type { Done } from "../acting/commands.ts";
import { forgetWithin, hideWithin, mergeWithin, redoWithin, undoWithin } from "../commands.ts";

/** What was done to several people at once, all of it or nothing: the entries of the ledger, in order. */
export type DoneTogether = { entryIds: string[] };

/**
 * Says that all of them are one, as `mergePeople` says it of two.
 *
 * @param personIds two at least
 */
export const mergeTogether = (
  actor: Actor,
  [first = "", ...others]: readonly string[],
): Promise<DoneTogether> =>
  together(others, (tx, personId) => mergeWithin(tx, actor, first, personId));

/** `hidePerson` for each. */
export const hideTogether = (
  actor: Actor,
  personIds: readonly string[],
  isHidden: boolean,
): Promise<DoneTogether> =>
  together(personIds, (tx, personId) => hideWithin(tx, actor, personId, isHidden));

/** `forgetPerson` for each, with a receipt for each. */
export const forgetTogether = (
  actor: Actor,
  personIds: readonly string[],
  atOnce: boolean,
  now: Date,
): Promise<DoneTogether> =>
  together(personIds, (tx, personId) => forgetWithin(tx, actor, { personId, atOnce }, now));

/** Takes back what was done together; throws as `undoAct`, and then nothing is taken back. */
export const undoTogether = (actor: Actor, entryIds: readonly string[], now: Date): Promise<void> =>
  db().$transaction(async (tx) => {
    for (const entryId of entryIds.toReversed()) await undoWithin(tx, actor, entryId, now);
  }, LONG);

/** Has it count again; throws as `redoAct`. */
export const redoTogether = (actor: Actor, entryIds: readonly string[], now: Date): Promise<void> =>
  db().$transaction(async (tx) => {
    for (const entryId of entryIds) await redoWithin(tx, actor, entryId, now);
  }, LONG);

const together = (
  personIds: readonly string[],
  act: (tx: Transaction, personId: string) => Promise<Done>,
): Promise<DoneTogether> =>
  db().$transaction(async (tx) => {
    const entryIds: string[] = [];
    for (const personId of personIds) {
      const { entryId } = await act(tx, personId);
      if (entryId) entryIds.push(entryId);
    }
    return { entryIds };
  }, LONG);
