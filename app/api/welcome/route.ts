import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { welcomeState } from "#lib/welcome/queries.ts";

/** How far the household has come from nothing to the first named face. */
export const GET = route(async () => Response.json(await welcomeState(await requireApiActor())));
