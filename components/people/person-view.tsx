"use client";
import Link from "next/link";
import useSWR from "swr";
import { Card } from "#components/ui/card.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { NameEditor } from "#components/ui/name-editor.tsx";
import { dayWords, momentWords } from "#components/ui/time-words.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { PersonDetail, PersonFace } from "#lib/people/types.ts";
import { CategorySwitch } from "./category-switch.tsx";
import { categoryWords, personWords, timesWords } from "./category-words.ts";
import { FacePicture } from "./face-picture.tsx";
import { labelling, type PersonActions, usePersonActions } from "./person-actions.ts";

const angles: { angle: PersonFace["angle"]; title: string }[] = [
  { angle: "front", title: "From the front" },
  { angle: "half_profile", title: "Half turned" },
  { angle: "profile", title: "From the side" },
];

/** Who somebody is to the household, and all that Kith keeps of them. */
export function PersonView({
  initialPerson,
  timeZone,
  serverNow,
  actions,
}: {
  initialPerson: PersonDetail;
  timeZone: string;
  serverNow: string;
  actions: PersonActions;
}) {
  const now = useNow(serverNow);
  const { data: person = initialPerson, mutate } = useSWR<PersonDetail>(
    `/api/people/${initialPerson.personId}`,
    fetchJson,
    { fallbackData: initialPerson },
  );
  useLive(() => mutate());
  const { run } = usePersonActions(actions, () => mutate());
  const { rename, categorise } = labelling(actions, run);
  return (
    <article className="space-y-4">
      <header className="flex flex-col items-center gap-2 pt-2 text-center">
        <FacePicture src={person.cropUrl} sizePx={160} />
        <h1 className="sr-only">{personWords(person)}</h1>
        <NameEditor
          large
          name={person.name}
          shown={person.name ?? "Who is this?"}
          onRename={(name) => void rename(person, name)}
        />
        <p className="text-muted">
          Seen {timesWords(person.visitCount)} · first{" "}
          {inSentence(dayWords(person.firstSeenAt, now, timeZone))} · last{" "}
          {inSentence(momentWords(person.lastSeenAt, now, timeZone))}
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
      <Card title="Faces">
        <FacesByAngle faces={person.faces} />
      </Card>
      <Card title="Visits">
        <Visits person={person} now={now} timeZone={timeZone} />
      </Card>
      <Card title="History">
        <History history={person.history} now={now} timeZone={timeZone} />
      </Card>
    </article>
  );
}

const inSentence = (day: string) =>
  day.replace(/^(?:Today|Yesterday)/, (word) => word.toLowerCase());

function FacesByAngle({ faces }: { faces: readonly PersonFace[] }) {
  if (faces.length === 0) return <p className="text-muted">No face is kept of this person.</p>;
  return angles.map(({ angle, title }) => {
    const seen = faces.filter((face) => face.cropUrl && face.angle === angle);
    if (seen.length === 0) return null;
    return (
      <section key={angle} className="mt-3 first:mt-0">
        <h3 className="mb-2 text-small text-muted">{title}</h3>
        <ul className="-mx-1 flex flex-wrap gap-1">
          {seen.map(({ faceId, eventId, cropUrl, cameraName }) => (
            <li key={faceId}>
              <Link
                href={`/events/${eventId}`}
                prefetch={false}
                aria-label={`Seen at ${cameraName}: open`}
                className="block rounded-full p-1 hover:bg-sunken"
              >
                <FacePicture src={cropUrl} sizePx={64} />
              </Link>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

type Zoned = { now: string; timeZone: string };

function Visits({ person, now, timeZone }: { person: PersonDetail } & Zoned) {
  const byEvent = new Map(person.faces.map((face) => [face.eventId, face]));
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
            <span className="text-muted tabular-nums">{momentWords(seenAt, now, timeZone)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function History({ history, now, timeZone }: { history: PersonDetail["history"] } & Zoned) {
  if (history.length === 0) return <p className="text-muted">Nothing has been changed yet.</p>;
  return (
    <ol className="space-y-2">
      {history.map(({ entryId, at, text }) => (
        <li key={entryId} className="flex justify-between gap-4">
          <span>{text}</span>
          <span className="shrink-0 text-muted tabular-nums">{momentWords(at, now, timeZone)}</span>
        </li>
      ))}
    </ol>
  );
}
