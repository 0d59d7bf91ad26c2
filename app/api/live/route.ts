import { buildId } from "#app/_server/build-id.ts";
import { changeStream } from "#app/_server/change-stream.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { subscribeToChanges } from "#lib/infra/live.ts";

/** Server-sent events: which build runs, then "changed" after every change in the household. */
export const GET = route(async (request) => {
  const { householdId } = await requireApiActor();
  const body = changeStream(
    buildId(),
    (onChange) => subscribeToChanges(householdId, onChange),
    request.signal,
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
