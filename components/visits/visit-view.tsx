"use client";
import { useTranslations } from "next-intl";
import { type ShareAction, ShareCard } from "#components/bundles/share-card.tsx";
import { DismissedFaces } from "#components/events/dismissed-faces.tsx";
import { useVisitWords } from "#components/events/use-visit-words.ts";
import { visitNote, visitSentence } from "#components/events/visit-words.ts";
import { type PersonActions, usePersonActions } from "#components/people/person-actions.ts";
import { Card } from "#components/ui/card.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { VisitDetail } from "#lib/events/types.ts";
import { guestsIn } from "./guests.ts";
import { Receipts } from "./receipts.tsx";
import { ToldList } from "./told-list.tsx";
import { VisitPlayer } from "./visit-player.tsx";
import { WhoCard } from "./who-card.tsx";

/** One visit: recordings, who it was, who was told and why, how long it took. */
export function VisitView({
  visit,
  firstEventId,
  heading: Heading,
  serverNow,
  actions,
  share,
  onChanged,
}: {
  visit: VisitDetail;
  /** Whose recording is shown first. */
  firstEventId: string | undefined;
  /** Of a page the first level; beside a list the second. */
  heading: "h1" | "h2";
  serverNow: string;
  actions: PersonActions;
  share: ShareAction;
  onChanged: () => unknown;
}) {
  const t = useTranslations("visit");
  const words = useVisitWords();
  const now = useNow(serverNow);
  const { run, label } = usePersonActions(actions, onChanged);
  const { momentWords } = useTimeWords();
  const { events } = visit;
  const guests = guestsIn(visit);
  const reasons = Object.assign({}, ...events.map(({ whyByFace }) => whyByFace));
  const cameras = [...new Set(events.map(({ cameraName }) => cameraName))].join(", ");
  const told = events
    .flatMap((event) => event.told)
    .toSorted((a, b) => a.decidedAt.localeCompare(b.decidedAt));
  return (
    <article className="space-y-4">
      <VisitPlayer visit={visit} firstEventId={firstEventId} />
      <header className="px-1">
        <Heading className="text-title font-semibold">{visitSentence(words, visit)}</Heading>
        <p className="text-muted tabular-nums">
          {cameras} · {momentWords(visit.startedAt, now)}
        </p>
      </header>
      {guests.length > 0 ? (
        <section aria-label={t("who.title")} className="space-y-3">
          {guests.map((guest) => (
            <WhoCard
              key={guest.face.person.personId}
              guest={guest}
              reasons={reasons}
              knownBy={visit.knownBy}
              actions={actions}
              run={run}
              label={label}
            />
          ))}
        </section>
      ) : (
        <Card title={t("who.title")}>
          <p className="text-muted" aria-live="polite">
            {visitNote(words, visit)}
          </p>
        </Card>
      )}
      <DismissedFaces personIds={[...new Set(events.flatMap((event) => event.dismissedOf))]} />
      <Card title={t("told.title")}>
        <ToldList
          visitId={visit.visitId}
          told={told}
          isDecided={visit.events.every(({ receipt }) => receipt.decidedAt)}
        />
      </Card>
      <Card title={t("receipt")}>
        <Receipts events={events} />
      </Card>
      <ShareCard visit={visit} share={share} now={now} />
    </article>
  );
}
