import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listVisits } from "#lib/events/timeline/queries.ts";
import { filterSchema, rangeSchema } from "#lib/events/timeline/schema.ts";

/** A stretch of the timeline, newest first. */
export const GET = route(async (request) => {
  const actor = await requireApiActor();
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const range = rangeSchema.parse(asked);
  return Response.json(await listVisits(actor, range, filterSchema.parse(asked)));
});
