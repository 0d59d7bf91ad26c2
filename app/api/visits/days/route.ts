import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { daysWithVisits } from "#lib/events/timeline/queries.ts";
import { monthSchema } from "#lib/events/timeline/schema.ts";

/** The days of a month on which somebody came. */
export const GET = route(async (request) => {
  const actor = await requireApiActor();
  const { month } = monthSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await daysWithVisits(actor, month));
});
