import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { openAlarms } from "#lib/alarms/queries.ts";

/** What the owner has to see to. */
export const GET = route(async () => Response.json(await openAlarms(await requireApiActor())));
