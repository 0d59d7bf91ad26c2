import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listShelves } from "#lib/people/queries.ts";
import { askedIn } from "../asked-in.ts";

/** What the page of people shows at first, of everybody or of whoever is called so. */
export const GET = route(async (request) => {
  const actor = await requireApiActor();
  const { order, sought } = askedIn(request);
  return Response.json(await listShelves(actor, order, sought));
});
