import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listUnsent, unsentPageSchema } from "#lib/alerts/unsent/queries.ts";

/** What the member was not told of, newest first, after an entry. */
export const GET = route(async (request) => {
  const actor = await requireApiActor();
  const page = unsentPageSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listUnsent(actor, page));
});
