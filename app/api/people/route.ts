import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listPeople } from "#lib/people/queries.ts";
import { askedIn } from "./asked-in.ts";

/** Everybody the household has seen, or whoever is called so. */
export const GET = route(async (request) => {
  const actor = await requireApiActor();
  const { order, sought } = askedIn(request);
  return Response.json(await listPeople(actor, order, sought));
});
