import { readJson } from "#app/_server/body.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { actOnNotification } from "#lib/notifications/acts/commands.ts";
import { notificationActSchema } from "#lib/notifications/acts/schema.ts";

/** What a button of a notification asks for. */
export const POST = route(async (request) => {
  const actor = await requireApiActor();
  const asked = notificationActSchema.parse(await readJson(request));
  return Response.json(await actOnNotification(actor, asked, new Date()));
});
