import { redirect } from "next/navigation";
import { foundOr404 } from "#app/_server/found.ts";
import { pathId } from "#app/_server/path-id.ts";
import { requireActor } from "#app/_server/session.ts";
import { visitOf } from "#lib/events/detail/queries.ts";

type Props = { params: Promise<{ eventId: string }> };

/** What messages link to: the visit, with this event's recording first. */
export default async function EventPage({ params }: Props) {
  const actor = await requireActor();
  const { eventId } = await params;
  const visitId = await foundOr404(async () => visitOf(actor, pathId(eventId)));
  redirect(`/visits/${visitId}?event=${eventId}`);
}
