import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { reviewLeft } from "#lib/review/queries.ts";

/** How much there is to review. */
export const GET = route(async () => Response.json(await reviewLeft(await requireApiActor())));
