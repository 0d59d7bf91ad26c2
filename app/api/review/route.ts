import { z } from "zod";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { reviewQueue } from "#lib/review/queries.ts";
import { cursorSchema } from "#lib/review/schema.ts";

const pageSchema = z.object({ after: cursorSchema.optional() });

/** What the household is asked, from `after` on. */
export const GET = route(async (request) => {
  const actor = await requireApiActor();
  const { after } = pageSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await reviewQueue(actor, after ?? null));
});
