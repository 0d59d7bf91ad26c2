import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listLikely } from "#lib/people/queries.ts";
import { askedIn } from "../../asked-in.ts";

/** Whoever the person may be, the likeliest first. */
export const GET = route<{ params: Promise<{ personId: string }> }>(async (request, { params }) => {
  const actor = await requireApiActor();
  const { sought } = askedIn(request);
  return Response.json(await listLikely(actor, pathId((await params).personId), sought));
});
