import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listMarks } from "#lib/events/timeline/queries.ts";
import { daySchema, filterSchema } from "#lib/events/timeline/schema.ts";

/** The visits of a day, oldest first, as marks of its picture. */
export const GET = route(async (request) => {
  const actor = await requireApiActor();
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const { day } = daySchema.parse(asked);
  return Response.json(await listMarks(actor, day, filterSchema.parse(asked)));
});
