import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { namedPeople } from "#lib/review/queries.ts";

/** Everybody who has a name, to choose from. */
export const GET = route(async () => Response.json(await namedPeople(await requireApiActor())));
