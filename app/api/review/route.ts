import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { reviewQueue } from "#lib/review/queries.ts";
import { stretchSchema } from "#lib/review/schema.ts";

/** What the household is asked, from `after` on. */
export const GET = route(async (request) => {
  const actor = await requireApiActor();
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const { after, groups } = stretchSchema.parse(asked);
  return Response.json(await reviewQueue(actor, after ?? null, groups));
});
