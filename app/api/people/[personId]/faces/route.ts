import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listFaces } from "#lib/people/queries.ts";

/** All faces of a person that are shown. */
export const GET = route<{ params: Promise<{ personId: string }> }>(async (_, { params }) => {
  const actor = await requireApiActor();
  return Response.json(await listFaces(actor, pathId((await params).personId)));
});
