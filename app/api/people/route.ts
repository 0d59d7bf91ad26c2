import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listPeople } from "#lib/people/queries.ts";

/** Everybody the household has seen. */
export const GET = route(async () => Response.json(await listPeople(await requireApiActor())));
