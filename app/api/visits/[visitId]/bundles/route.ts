import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listBundles } from "#lib/bundles/queries.ts";

/** The evidence bundles of a visit that are there or being made. */
export const GET = route<{ params: Promise<{ visitId: string }> }>(async (_, { params }) => {
  const actor = await requireApiActor();
  return Response.json(await listBundles(actor, pathId((await params).visitId), new Date()));
});
