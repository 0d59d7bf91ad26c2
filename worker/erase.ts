import { eraseEvents, finishErasure } from "#lib/erasure/commands.ts";
import { camerasToErase, eventsToErase } from "#lib/erasure/queries.ts";
import type { Erasure } from "#lib/erasure/types.ts";
import { NotYetError } from "#lib/errors.ts";
import type { TaskContext } from "./task.ts";

/** How long running jobs are given to notice; see worker/event-task.ts. */
const LOOK_AGAIN_MS = 2_000;

/**
 * Erases all that an account or a camera brought, files before rows: as long as the row is there, it
 * tells a later run where the files lie, so that none is forgotten wherever this one dies.
 *
 * @throws NotYetError while a job still works on something of it
 */
export async function erase(
  erasure: Erasure,
  { store, faceIndex, now }: Pick<TaskContext, "store" | "faceIndex" | "now">,
): Promise<void> {
  const household = `households/${erasure.householdId}`;
  let last: string | undefined;
  for (;;) {
    const events = await eventsToErase(erasure, last);
    last = events.at(-1);
    if (!last) break;
    for (const id of events) await store.deletePrefix(`${household}/events/${id}/`);
    await eraseEvents(erasure, events, now());
  }
  for (const id of await camerasToErase(erasure))
    await store.deletePrefix(`${household}/cameras/${id}/`);
  faceIndex.forget(erasure.householdId);
  if (await finishErasure(erasure, now())) return;
  throw new NotYetError(
    new Date(now().getTime() + LOOK_AGAIN_MS),
    "Jobs still work on what is erased.",
  );
}
