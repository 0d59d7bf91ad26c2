import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { ownCauses } from "#lib/alerts/told/queries.ts";

/** What of the reader's own wishes decided whether they were told of a visit. */
export const GET = route<{ params: Promise<{ visitId: string }> }>(async (_, { params }) => {
  const actor = await requireApiActor();
  return Response.json(await ownCauses(actor, { visitId: pathId((await params).visitId) }));
});
