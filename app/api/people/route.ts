import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listPeople } from "#lib/people/queries.ts";
import { orderIn } from "./order-in.ts";

/** Everybody the household has seen. */
export const GET = route(async (request) =>
  Response.json(await listPeople(await requireApiActor(), orderIn(request))),
);
