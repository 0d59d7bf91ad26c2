"use client";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import useSWR from "swr";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import type { PersonSummary } from "#lib/people/types.ts";
import { CategoryMark } from "./category-mark.tsx";
import { listedWords } from "./category-words.ts";
import { FacePicture } from "./face-picture.tsx";

const shelves: { category: PersonCategory; title: string; empty: string }[] = [
  {
    category: "familiar",
    title: "Familiar",
    empty: "Nobody yet. Open somebody seen before, give them a name and choose Familiar.",
  },
  {
    category: "watchlist",
    title: "Watchlist",
    empty: "Nobody. You are always alerted when somebody on this shelf comes.",
  },
  {
    category: "unknown",
    title: "Seen before",
    empty: "Nobody yet. Whoever comes to a camera appears here.",
  },
];

/** Everybody, on three shelves; those seen most come first and have the largest faces. */
export function PeopleShelves({
  initialPeople,
  forgotten,
  archiveDays,
  serverNow,
}: {
  initialPeople: PersonSummary[];
  /** To be forgotten, and to be had back until then. */
  forgotten: PersonSummary[];
  /** After so many days unseen somebody without a name is folded away. */
  archiveDays: number;
  serverNow: string;
}) {
  const now = useNow(serverNow);
  const { data: people = initialPeople, mutate } = useSWR<PersonSummary[]>(
    "/api/people",
    fetchJson,
    { fallbackData: initialPeople },
  );
  useLive(() => mutate());
  return (
    <div className="space-y-8">
      {shelves.map(({ category, title, empty }) => {
        const shelf = people
          .filter((person) => person.category === category && !person.isHidden)
          .toSorted((a, b) => b.visitCount - a.visitCount);
        const archived = shelf.filter(({ isArchived }) => isArchived);
        return (
          <section key={category} aria-labelledby={`shelf-${category}`}>
            <h2
              id={`shelf-${category}`}
              className="mb-3 flex items-center gap-2 px-1 font-semibold"
            >
              <CategoryMark category={category} />
              {title}
              <span className="font-normal text-muted tabular-nums">{shelf.length}</span>
            </h2>
            {shelf.length === 0 ? (
              <p className="px-1 text-muted">{empty}</p>
            ) : (
              <Tiles people={shelf.filter(({ isArchived }) => !isArchived)} now={now} />
            )}
            <Folded people={archived} words={`not seen for ${archiveDays} days`} now={now} />
          </section>
        );
      })}
      <Folded people={people.filter(({ isHidden }) => isHidden)} words="hidden" now={now} />
      <Folded people={forgotten} words="to be forgotten" now={now} />
    </div>
  );
}

type Shelved = { people: readonly PersonSummary[]; now: string };

/** People who are out of the way until they are looked for. */
const Folded = ({ words, ...shelved }: Shelved & { words: string }) =>
  shelved.people.length > 0 && (
    <details className="group mt-3 px-1">
      <summary className="flex min-h-12 w-fit cursor-pointer items-center gap-2 text-muted tabular-nums">
        {shelved.people.length} {words}
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

const Tiles = ({ people, now }: Shelved) => {
  const { dayWords } = useTimeWords();
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(104px,1fr))] gap-x-2 gap-y-4">
      {people.map((person) => (
        <li key={person.personId}>
          <PersonTile person={person} seen={dayWords(person.lastSeenAt, now)} />
        </li>
      ))}
    </ul>
  );
};

const PersonTile = ({ person, seen }: { person: PersonSummary; seen: string }) => (
  <Link
    href={`/people/${person.personId}`}
    prefetch={false}
    className="flex flex-col items-center gap-2 rounded-card p-2 text-center transition-colors hover:bg-sunken"
  >
    <FacePicture src={person.cropUrl} sizePx={96} />
    <span className="w-full">
      <span className="block truncate font-semibold">{listedWords(person)}</span>
      <span className="block text-small text-muted">{seen}</span>
    </span>
  </Link>
);
