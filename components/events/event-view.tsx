"use client";
import { type PersonActions, usePersonActions } from "#components/people/person-actions.ts";
import { Card } from "#components/ui/card.tsx";
import { momentWords } from "#components/ui/time-words.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { EventDetail } from "#lib/events/types.ts";
import { ClipPlayer } from "./clip-player.tsx";
import { DismissedFaces } from "./dismissed-faces.tsx";
import { LatencyBar } from "./latency-bar.tsx";
import { outcomeWords } from "./outcome-words.ts";
import { SiblingList } from "./sibling-list.tsx";
import { ToldList } from "./told-list.tsx";
import { visitSentence } from "./visit-words.ts";
import { WhoCard } from "./who-card.tsx";

/** One event: recording, who it was, who was told and why, how long it took. */
export function EventView({
  event,
  heading: Heading,
  timeZone,
  serverNow,
  actions,
  onChanged,
}: {
  event: EventDetail;
  /** Of a page the first level; beside a list the second. */
  heading: "h1" | "h2";
  timeZone: string;
  serverNow: string;
  actions: PersonActions;
  onChanged: () => unknown;
}) {
  const now = useNow(serverNow);
  const { run } = usePersonActions(actions, onChanged);
  return (
    <article className="space-y-4">
      <ClipPlayer event={event} />
      <header className="px-1">
        <Heading className="text-title font-semibold">{visitSentence({ events: [event] })}</Heading>
        <p className="text-muted tabular-nums">
          {event.cameraName} · {momentWords(event.occurredAt, now, timeZone)}
        </p>
      </header>
      {event.faces.length > 0 ? (
        <section aria-label="Who" className="space-y-3">
          {event.faces.map((face) => (
            <WhoCard
              key={face.faceId}
              face={face}
              why={event.whyByFace[face.faceId]}
              actions={actions}
              run={run}
            />
          ))}
        </section>
      ) : (
        <Card title="Who">
          <p className="text-muted" aria-live="polite">
            {outcomeWords(event)}
          </p>
        </Card>
      )}
      <DismissedFaces personIds={event.dismissedOf} />
      <SiblingList siblings={event.siblings} timeZone={timeZone} />
      <Card title="Who was told, and why">
        <ToldList told={event.told} timeZone={timeZone} />
      </Card>
      <Card title="How long it took">
        <LatencyBar receipt={event.receipt} />
      </Card>
    </article>
  );
}
