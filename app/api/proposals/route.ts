import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { openProposals } from "#lib/proposals/queries.ts";

/** Who may be one person. */
export const GET = route(async () => Response.json(await openProposals(await requireApiActor())));
