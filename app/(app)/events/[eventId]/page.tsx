import type { Metadata } from "next";
import { foundOr404 } from "#app/_server/found.ts";
import { pathId } from "#app/_server/path-id.ts";
import { requireActor } from "#app/_server/session.ts";
import { personActions } from "#app/(app)/people/person-actions.ts";
import { EventScreen } from "#components/events/event-screen.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { getEvent } from "#lib/events/queries.ts";

export const metadata: Metadata = { title: "Visit" };

type Props = { params: Promise<{ eventId: string }> };

export default async function EventPage({ params }: Props) {
  const actor = await requireActor();
  const { eventId } = await params;
  const event = await foundOr404(async () => getEvent(actor, pathId(eventId)));
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/">Timeline</BackLink>
      <EventScreen
        eventId={event.eventId}
        initial={event}
        heading="h1"
        timeZone={actor.timeZone}
        serverNow={new Date().toISOString()}
        actions={personActions}
      />
    </div>
  );
}
