import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listShelves } from "#lib/people/queries.ts";
import { orderIn } from "../order-in.ts";

/** What the page of people shows at first. */
export const GET = route(async (request) =>
  Response.json(await listShelves(await requireApiActor(), orderIn(request))),
);
