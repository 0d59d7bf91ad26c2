import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { getPerson } from "#lib/people/queries.ts";
import { personRange } from "#lib/people/schema.ts";

/** One person with faces and history, of which as much as is asked for. */
export const GET = route<{ params: Promise<{ personId: string }> }>(async (request, { params }) => {
  const actor = await requireApiActor();
  const { history } = personRange.parse(Object.fromEntries(new URL(request.url).searchParams));
  const personId = pathId((await params).personId);
  return Response.json(await getPerson(actor, personId, new Date(), history));
});
