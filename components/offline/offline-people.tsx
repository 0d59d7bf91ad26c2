"use client";
import { useTranslations } from "next-intl";
import useSWR from "swr";
import { useVisitWords } from "#components/events/use-visit-words.ts";
import { guestsOf, guestWords } from "#components/events/visit-words.ts";
import { FacePicture } from "#components/people/face-picture.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { NamedPerson } from "#lib/review/types.ts";
import { FaceTile, Tiles } from "./face-tile.tsx";
import { KEPT_NAMES } from "./kept-copy.ts";
import { Days, useKeptVisits } from "./offline-visits.tsx";

/** Everybody who has a name, and whoever came in the last days. */
export function OfflinePeople() {
  const t = useTranslations("offline");
  const people = useKeptPeople();
  return (
    <div className="mx-auto max-w-[720px]">
      <h1 className="px-1 text-display font-semibold">{t("people")}</h1>
      {people.length === 0 && <p className="px-1 text-muted">{t("nothing")}</p>}
      <Tiles>
        {people.map((person) => (
          <FaceTile key={person.personId} {...person} />
        ))}
      </Tiles>
    </div>
  );
}

/** One person, and when they came in the last days. */
export function OfflinePerson({ personId }: { personId: string }) {
  const t = useTranslations("offline");
  const { visits, isLoading } = useKeptVisits();
  const person = useKeptPeople().find((each) => each.personId === personId);
  const own = visits.filter((visit) =>
    guestsOf(visit).some((guest) => guest.person.personId === personId),
  );
  if (isLoading) return null;
  if (!person) return <Notice tone="info">{t("notKept")}</Notice>;
  return (
    <article className="mx-auto max-w-[720px]">
      <header className="flex flex-col items-center gap-2 pt-2 text-center">
        <FacePicture src={person.cropUrl} sizePx={160} />
        <h1 className="text-display font-semibold wrap-anywhere">{person.name}</h1>
      </header>
      {own.length === 0 && <p className="mt-4 text-center text-muted">{t("notSeen")}</p>}
      <Days visits={own} />
    </article>
  );
}

function useKeptPeople(): NamedPerson[] {
  const words = useVisitWords();
  const { visits } = useKeptVisits();
  const { data: named = [] } = useSWR<NamedPerson[], Error>(KEPT_NAMES, fetchJson);
  const seen = visits.flatMap(guestsOf).map((guest) => ({
    personId: guest.person.personId,
    name: guestWords(words, guest),
    cropUrl: guest.cropUrl,
  }));
  // Of somebody with a name the best face of all, not the last one.
  return [...new Map([...seen, ...named].map((person) => [person.personId, person])).values()];
}
