import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { getEnrolment } from "#lib/enrolment/queries.ts";

/** How an enrolment stands. */
export const GET = route<{ params: Promise<{ enrolmentId: string }> }>(async (_, { params }) => {
  const actor = await requireApiActor();
  return Response.json(await getEnrolment(actor, pathId((await params).enrolmentId)));
});
