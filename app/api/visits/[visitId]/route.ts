import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { getVisit } from "#lib/events/detail/queries.ts";

/** One visit with all that its page shows. */
export const GET = route<{ params: Promise<{ visitId: string }> }>(async (_, { params }) => {
  const actor = await requireApiActor();
  return Response.json(await getVisit(actor, pathId((await params).visitId)));
});
