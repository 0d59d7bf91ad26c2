import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { getEvent } from "#lib/events/detail/queries.ts";

/** One event with all that its page shows. */
export const GET = route<{ params: Promise<{ eventId: string }> }>(async (_, { params }) => {
  const actor = await requireApiActor();
  return Response.json(await getEvent(actor, pathId((await params).eventId)));
});
