import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { getAlertSettings } from "#lib/alerts/queries.ts";

/** What the member has set, and what is snoozed. */
export const GET = route(async () =>
  Response.json(await getAlertSettings(await requireApiActor(), new Date())),
);
