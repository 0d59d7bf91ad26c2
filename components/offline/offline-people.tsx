"use client";
import { useTranslations } from "next-intl";
import useSWR from "swr";
import { useVisitWords } from "#components/events/use-visit-words.ts";
import { guestsOf, guestWords } from "#components/events/visit-words.ts";
import { asSaid } from "#components/people/as-said.ts";
import { CategorySwitch } from "#components/people/category-switch.tsx";
import { FacePicture } from "#components/people/face-picture.tsx";
import { useGiveLabel, useLabelling } from "#components/people/person-actions.ts";
import { useAnswerQueue } from "#components/review/answer-queue.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { NameEditor } from "#components/ui/name-editor.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useNameWords } from "#components/ui/use-name-words.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import type { NamedPerson } from "#lib/review/types.ts";
import { FaceTile, Tiles } from "./face-tile.tsx";
import { KEPT_NAMES } from "./kept-copy.ts";
import { Days, useKeptVisits } from "./offline-visits.tsx";

/** Everybody who has a name, and whoever came in the last days. */
export function OfflinePeople() {
  const t = useTranslations("offline");
  const people = useKeptPeople();
  const { waiting } = useAnswerQueue();
  return (
    <div className="mx-auto max-w-[720px]">
      <h1 className="px-1 text-display font-semibold">{t("people")}</h1>
      {people.length === 0 && <p className="px-1 text-muted">{t("nothing")}</p>}
      <Tiles>
        {people.map((person) => (
          <FaceTile
            key={person.personId}
            personId={person.personId}
            name={asSaid(person, waiting).name ?? person.shown}
            cropUrl={person.cropUrl}
          />
        ))}
      </Tiles>
    </div>
  );
}

/** One person, and when they came in the last days. */
export function OfflinePerson({ personId }: { personId: string }) {
  const t = useTranslations("offline");
  const who = useTranslations("visit.who");
  const nameWords = useNameWords();
  const { waiting } = useAnswerQueue();
  const { rename, categorise } = useLabelling(useGiveLabel(() => undefined));
  const { visits, isLoading } = useKeptVisits();
  const kept = useKeptPeople().find((each) => each.personId === personId);
  const own = visits.filter((visit) =>
    guestsOf(visit).some((guest) => guest.person.personId === personId),
  );
  if (isLoading) return null;
  if (!kept) return <Notice tone="info">{t("notKept")}</Notice>;
  const person = asSaid(kept, waiting);
  const shown = person.name ?? kept.shown;
  return (
    <article className="mx-auto max-w-[720px]">
      <header className="flex flex-col items-center gap-2 pt-2 text-center">
        <FacePicture src={person.cropUrl} sizePx={160} />
        <h1 className="sr-only">{shown}</h1>
        <NameEditor
          large
          name={person.name}
          shown={shown}
          words={nameWords}
          onRename={(name) => rename(person, name)}
        />
        <CategorySwitch
          value={person.category}
          onChange={(category) => void categorise(person, category)}
          label={who("category", { who: person.name ?? who("thisPerson") })}
        />
      </header>
      {own.length === 0 && <p className="mt-4 text-center text-muted">{t("notSeen")}</p>}
      <Days visits={own} />
    </article>
  );
}

/** Somebody of whom this device keeps a face; `shown` is what somebody without a name is called. */
type KeptPerson = {
  personId: string;
  name: string | null;
  shown: string;
  cropUrl: string | null;
  category: PersonCategory;
};

function useKeptPeople(): KeptPerson[] {
  const words = useVisitWords();
  const { visits } = useKeptVisits();
  const { data: named = [] } = useSWR<NamedPerson[], Error>(KEPT_NAMES, fetchJson);
  const seen = visits.flatMap(guestsOf).map((guest): [string, KeptPerson] => {
    const { personId, name, category } = guest.person;
    const { cropUrl } = guest;
    return [personId, { personId, name, shown: guestWords(words, guest), cropUrl, category }];
  });
  const people = new Map(seen);
  // Of somebody with a name the best face of all, not the last one.
  for (const person of named) people.set(person.personId, { ...person, shown: person.name });
  return [...people.values()];
}
