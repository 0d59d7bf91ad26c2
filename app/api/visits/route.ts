import { z } from "zod";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listVisits } from "#lib/events/queries.ts";

const pageSchema = z.object({
  before: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** Visits, newest first, begun before a time. */
export const GET = route(async (request) => {
  const actor = await requireApiActor();
  const page = pageSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listVisits(actor, page));
});
