import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { earlierPlans } from "#lib/alerts/queries.ts";

/** What the member had set before, newest first. */
export const GET = route(async () => Response.json(await earlierPlans(await requireApiActor())));
