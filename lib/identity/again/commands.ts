import type { Transaction } from "#lib/infra/db.ts";
import { type EnqueueOptions, enqueue } from "#lib/jobs/queue.ts";

/** So that a household that names one after the other is looked at once. */
const WAIT_MS = 2_000;
/** After all that is about events: nobody waits at the door for it. */
const UNHURRIED = 10;

/**
 * Has all that Kith itself has said of a household's faces looked at again, since something that it
 * rests on has changed: a label, a merge, a "not this person", the thresholds, the embedders.
 */
export async function recogniseAgainSoon(tx: Transaction, householdId: string): Promise<void> {
  await enqueue(
    tx,
    "recognise-again",
    { householdId },
    {
      key: `recognise-again:${householdId}`,
      runAt: new Date(Date.now() + WAIT_MS),
      priority: UNHURRIED,
    },
  );
}

/** Has a household's thresholds drawn anew, once for all who ask before it is begun. */
export const calibrateSoon = (
  tx: Transaction,
  householdId: string,
  options: EnqueueOptions,
): Promise<void> =>
  enqueue(
    tx,
    "calibrate-household",
    { householdId },
    { key: `calibrate:${householdId}`, priority: 5, ...options },
  );
