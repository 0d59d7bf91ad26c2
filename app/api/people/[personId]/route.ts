import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { getPerson } from "#lib/people/queries.ts";

/** One person with faces and history. */
export const GET = route<{ params: Promise<{ personId: string }> }>(async (_, { params }) => {
  const actor = await requireApiActor();
  return Response.json(await getPerson(actor, pathId((await params).personId), new Date()));
});
