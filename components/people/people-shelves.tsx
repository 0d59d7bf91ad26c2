"use client";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { Button } from "#components/ui/button.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { type Shelf, shelfOf } from "#lib/people/shelf.ts";
import type { PersonSummary, ShelvedPeople } from "#lib/people/types.ts";
import { CategoryMark } from "./category-mark.tsx";
import { EndingCard } from "./ending-card.tsx";
import { FacePicture } from "./face-picture.tsx";
import { usePeopleWords } from "./use-people-words.ts";

const categories: readonly PersonCategory[] = ["familiar", "watchlist", "unknown"];

/** Fewer are seen at a glance. */
const SOUGHT_FROM = 12;

const isCalled = ({ name }: PersonSummary, sought: string): boolean =>
  (name ?? "").toLowerCase().includes(sought.trim().toLowerCase());

/** Everybody, on three shelves; those seen most come first. */
export function PeopleShelves({
  initialShelved,
  forgotten,
  archiveDays,
  serverNow,
}: {
  initialShelved: ShelvedPeople;
  /** To be forgotten, and to be had back until then. */
  forgotten: PersonSummary[];
  /** After so many days unseen somebody without a name is folded away. */
  archiveDays: number;
  serverNow: string;
}) {
  const t = useTranslations("people");
  const now = useNow(serverNow);
  const [sought, setSought] = useState("");
  const [areAllShown, setAllShown] = useState(false);
  const { people, counts } = usePeople(initialShelved, areAllShown || sought !== "");
  const found = people.filter((person) => isCalled(person, sought));
  const on = (shelf: Shelf) => {
    const own = found.filter((person) => shelfOf(person) === shelf);
    return {
      people: own.toSorted((a, b) => b.visitCount - a.visitCount),
      count: sought ? own.length : (counts[shelf] ?? 0),
      now,
      onAll: () => setAllShown(true),
    };
  };
  const [archived, hidden] = [on("archived"), on("hidden")];
  return (
    <div className="space-y-8">
      <EndingCard people={people.filter(({ isHidden }) => !isHidden)} now={now} />
      {people.length > SOUGHT_FROM && (
        <input
          type="search"
          value={sought}
          onChange={({ target }) => setSought(target.value)}
          aria-label={t("picker.search")}
          placeholder={t("picker.search")}
          className="min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px]"
        />
      )}
      {categories.map((category) => {
        const shelf = on(category);
        return (
          <section key={category} aria-labelledby={`shelf-${category}`}>
            <h2
              id={`shelf-${category}`}
              className="mb-3 flex items-center gap-2 px-1 font-semibold"
            >
              <CategoryMark category={category} />
              {t(`shelf.${category}`)}
              <span className="font-normal text-muted tabular-nums">{shelf.count}</span>
            </h2>
            {shelf.count === 0 ? (
              <p className="px-1 text-muted">
                {sought ? t("picker.nobodyNamed") : t(`empty.${category}`)}
              </p>
            ) : (
              <Tiles {...shelf} />
            )}
            {category === "unknown" && (
              <Folded
                {...archived}
                words={t("folded.archived", { count: archived.count, days: archiveDays })}
              />
            )}
          </section>
        );
      })}
      <Folded {...hidden} words={t("folded.hidden", { count: hidden.count })} />
      <Folded
        people={forgotten}
        count={forgotten.length}
        now={now}
        onAll={() => undefined}
        words={t("folded.forgotten", { count: forgotten.length })}
      />
    </div>
  );
}

/** Those of whom the page shows some at first; all of them once they are wanted. */
function usePeople(initialShelved: ShelvedPeople, areAllWanted: boolean) {
  const { data: shelved = initialShelved, mutate } = useSWR<ShelvedPeople>(
    "/api/people/shelves",
    fetchJson,
    { fallbackData: initialShelved },
  );
  const all = useSWR<PersonSummary[]>(areAllWanted ? "/api/people" : null, fetchJson);
  useLive(() => Promise.all([mutate(), areAllWanted && all.mutate()]));
  return { counts: shelved.counts, people: all.data ?? shelved.people };
}

type Shelved = {
  people: readonly PersonSummary[];
  /** On the shelf, of whom these may be a part. */
  count: number;
  now: string;
  onAll: () => void;
};

/** People who are out of the way until they are looked for. */
const Folded = ({ words, ...shelved }: Shelved & { words: string }) =>
  shelved.count > 0 && (
    <details className="group mt-3 px-1">
      <summary className="flex min-h-12 w-fit cursor-pointer items-center gap-2 text-muted tabular-nums">
        {words}
        <ChevronRight
          aria-hidden
          size={20}
          strokeWidth={1.75}
          className="transition-transform group-open:rotate-90"
        />
      </summary>
      <Tiles {...shelved} />
    </details>
  );

function Tiles({ people, count, now, onAll }: Shelved) {
  const t = useTranslations("people");
  const { dayWords } = useTimeWords();
  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(104px,1fr))] gap-x-2 gap-y-4">
        {people.map((person) => (
          <li key={person.personId}>
            <PersonTile
              person={person}
              seen={
                person.visitCount > 0 ? dayWords(person.lastSeenAt, now) : t("seen", { count: 0 })
              }
            />
          </li>
        ))}
      </ul>
      {people.length < count && (
        <Button className="mt-3 w-full" onClick={onAll}>
          {t("showAll", { count })}
        </Button>
      )}
    </>
  );
}

const PersonTile = ({ person, seen }: { person: PersonSummary; seen: string }) => (
  <Link
    href={`/people/${person.personId}`}
    prefetch={false}
    className="flex flex-col items-center gap-2 rounded-card p-2 text-center transition-colors hover:bg-sunken"
  >
    <FacePicture src={person.cropUrl} sizePx={96} loading="lazy" />
    <span className="w-full">
      <span className="line-clamp-2 font-semibold break-words">
        {usePeopleWords().listedWords(person)}
      </span>
      <span className="block text-small text-muted">{seen}</span>
    </span>
  </Link>
);
