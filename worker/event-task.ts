import { eventStands } from "#lib/erasure/queries.ts";
import type { Task } from "./task.ts";

type EventJob =
  | "look-at-still"
  | "fetch-clip"
  | "analyse-clip"
  | "refetch-clip"
  | "decide-notifications";

/** How soon running work notices that what it works on is being erased. */
const LOOK_MS = 1_000;

/**
 * A task about an event: it ends without a trace once the event is gone or being erased. Every task
 * that stores files for an event must be one, see [Note: Erasing beside running jobs] in
 * lib/erasure/commands.ts.
 */
export function eventTask<Name extends EventJob>(task: Task<Name>): Task<Name> {
  return {
    async run(payload, context) {
      const stands = () => eventStands(payload.eventId, context.now());
      if (!(await stands())) return;
      const erasing = new AbortController();
      const look = async () => {
        if (!(await stands())) erasing.abort();
      };
      const timer = setInterval(() => look().catch(() => undefined), LOOK_MS);
      const signal = AbortSignal.any([context.signal, erasing.signal]);
      try {
        await task.run(payload, { ...context, signal });
      } catch (error) {
        if (await stands()) throw error;
      } finally {
        clearInterval(timer);
      }
    },
    async buried(payload, reason, context) {
      if (await eventStands(payload.eventId, context.now()))
        await task.buried(payload, reason, context);
    },
  };
}
