"use client";
import Link from "next/link";
import useSWR from "swr";
import { Card } from "#components/ui/card.tsx";
import { fetchJson, NotThereError } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { NameEditor } from "#components/ui/name-editor.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useNameWords } from "#components/ui/use-name-words.ts";
import { useNow } from "#components/ui/use-now.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { PersonDetail } from "#lib/people/types.ts";
import { CategorySwitch } from "./category-switch.tsx";
import { categoryWords, personWords, timesWords } from "./category-words.ts";
import { FacePicture } from "./face-picture.tsx";
import { labelling, type PersonActions, usePersonActions } from "./person-actions.ts";
import { PersonControls } from "./person-controls.tsx";
import { PersonFaces } from "./person-faces.tsx";
import { PersonHistory } from "./person-history.tsx";

/** Who somebody is to the household, and all that Kith keeps of them. */
export function PersonView({
  initialPerson,
  forgetGraceDays,
  serverNow,
  actions,
}: {
  initialPerson: PersonDetail;
  /** How long forgetting can be taken back. */
  forgetGraceDays: number;
  serverNow: string;
  actions: PersonActions;
}) {
  const now = useNow(serverNow);
  const nameWords = useNameWords();
  const {
    data: person = initialPerson,
    error,
    mutate,
  } = useSWR<PersonDetail, Error>(`/api/people/${initialPerson.personId}`, fetchJson, {
    fallbackData: initialPerson,
  });
  useLive(() => mutate());
  const { dayInSentence, fullDateWords, momentInSentence } = useTimeWords();
  const { run, undo, redo } = usePersonActions(actions, () => mutate());
  const { rename, categorise } = labelling(actions, run);
  if (error instanceof NotThereError) return <Notice tone="info">{error.message}</Notice>;
  const history = (
    <PersonHistory
      history={person.history}
      onUndo={(entryId) => void undo(entryId)}
      onRedo={(entryId) => void redo(entryId)}
      now={now}
    />
  );
  if (person.eraseAt)
    return (
      <article className="space-y-4">
        <h1 className="text-display font-semibold">{personWords(person)}</h1>
        <Notice tone="warning" title="To be forgotten">
          Kith shows and recognises this person nowhere any more, and erases what it keeps of them
          on {fullDateWords(person.eraseAt)}. Until then you can take it back, below.
        </Notice>
        {history}
      </article>
    );
  return (
    <article className="space-y-4">
      {error && <Notice tone="warning">{error.message}</Notice>}
      <header className="flex flex-col items-center gap-2 pt-2 text-center">
        <FacePicture src={person.cropUrl} sizePx={160} />
        <h1 className="sr-only">{personWords(person)}</h1>
        <NameEditor
          large
          name={person.name}
          shown={person.name ?? "Who is this?"}
          words={nameWords}
          onRename={(name) => rename(person, name)}
        />
        <p className="text-muted">
          Seen {timesWords(person.visitCount)}
          {person.visitCount > 1 && ` · first ${dayInSentence(person.firstSeenAt, now)} · last`}{" "}
          {momentInSentence(person.lastSeenAt, now)}
        </p>
      </header>
      <Card>
        <CategorySwitch
          value={person.category}
          onChange={(category) => void categorise(person, category)}
          label="What this person is to you"
        />
        <p className="mt-3 text-center text-small text-muted">
          {categoryWords[person.category].meaning}
        </p>
      </Card>
      <PersonFaces person={person} actions={actions} run={run} />
      <Card title="Visits">
        <Visits person={person} now={now} />
      </Card>
      <PersonControls
        person={person}
        forgetGraceDays={forgetGraceDays}
        actions={actions}
        run={run}
      />
      {history}
    </article>
  );
}

function Visits({ person, now }: { person: PersonDetail; now: string }) {
  const { momentWords } = useTimeWords();
  const seen = person.faces.filter(({ eventId }) => eventId !== null);
  const byEvent = new Map(seen.map((face) => [face.eventId, face]));
  const newestFirst = [...byEvent.values()].sort((a, b) => b.seenAt.localeCompare(a.seenAt));
  if (newestFirst.length === 0) return <p className="text-muted">None is kept.</p>;
  return (
    <ul className="-mx-2">
      {newestFirst.map(({ eventId, seenAt, cameraName, cropUrl }) => (
        <li key={eventId}>
          <Link
            href={`/events/${eventId}`}
            prefetch={false}
            className="flex min-h-14 items-center gap-3 rounded-lg px-2 hover:bg-sunken"
          >
            <FacePicture src={cropUrl ?? person.cropUrl} sizePx={40} />
            <span className="grow">{cameraName}</span>
            <span className="text-muted tabular-nums">{momentWords(seenAt, now)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
