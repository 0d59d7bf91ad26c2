import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listMarks } from "#lib/events/timeline/queries.ts";
import { daySchema } from "#lib/events/timeline/schema.ts";

/** The visits of a day, oldest first, as marks of its picture. */
export const GET = route(async (request) => {
  const actor = await requireApiActor();
  const { day } = daySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listMarks(actor, day));
});
