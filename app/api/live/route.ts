import { buildId } from "#app/_server/build-id.ts";
import { changeStream } from "#app/_server/change-stream.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { mayHaveChanged, subscribeToChanges } from "#lib/infra/live.ts";

/**
 * Server-sent events: which build runs, then "changed" after every change in the household, and at once
 * where one may have come after `since` (ms since 1970).
 */
export const GET = route(async (request) => {
  const { householdId } = await requireApiActor();
  const since = new URL(request.url).searchParams.get("since");
  const subscribe = async (onChange: () => void) => {
    const stop = await subscribeToChanges(householdId, onChange);
    if (since !== null && mayHaveChanged(householdId, Number(since))) onChange();
    return stop;
  };
  return new Response(changeStream(buildId(), subscribe, request.signal), {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
