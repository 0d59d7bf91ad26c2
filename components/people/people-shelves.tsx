"use client";
import { ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import useSWR from "swr";
import { Button } from "#components/ui/button.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { useLive } from "#components/ui/live.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { useRested } from "#components/ui/use-rested.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { isCalled } from "#lib/names/search.ts";
import { orderOf, type PeopleOrder } from "#lib/people/order.ts";
import { type Shelf as ShelfName, shelfOf } from "#lib/people/shelf.ts";
import type { PersonSummary, ShelvedPeople } from "#lib/people/types.ts";
import { CategoryMark } from "./category-mark.tsx";
import type { ChoosingActions } from "./choosing-actions.ts";
import { EndingCard } from "./ending-card.tsx";
import { OrderField } from "./order-field.tsx";
import { PersonTiles, type Shelved } from "./person-tiles.tsx";
import { useChoosing } from "./use-choosing.ts";

const ChoosingBar = dynamic(async () => (await import("./choosing-bar.tsx")).ChoosingBar);

const categories: readonly PersonCategory[] = ["familiar", "watchlist", "unknown"];

/** Fewer are seen at a glance. */
const SOUGHT_FROM = 12;

/** What the page was made with. */
type Initial = { order: PeopleOrder; shelved: ShelvedPeople };

/** Everybody, on three shelves, in the order that the address says. Several can be chosen at once. */
export function PeopleShelves({
  initial,
  archiveDays,
  forgetGraceDays,
  serverNow,
  actions,
}: {
  initial: Initial;
  /** After so many days unseen somebody without a name is folded away. */
  archiveDays: number;
  /** How long forgetting can be taken back; null for whoever may have nobody forgotten. */
  forgetGraceDays: number | null;
  serverNow: string;
  actions: ChoosingActions;
}) {
  const t = useTranslations("people");
  const choosingWords = useTranslations("choosing");
  const now = useNow(serverNow);
  const [sought, setSought] = useState("");
  const [areAllShown, setAllShown] = useState(false);
  const order = orderOf(useSearchParams().get("sort"));
  const { people, counts, forgotten, hasMany, error, isFinding, all, refresh } = usePeople(
    initial,
    order,
    sought,
    areAllShown,
  );
  const choosing = useChoosing();
  const on = (shelf: ShelfName) => {
    const own = people.filter((person) => shelfOf(person) === shelf);
    const count = isFinding ? own.length : (counts[shelf] ?? 0);
    return { people: own, count, now, choosing, all, onAll: () => setAllShown(true) };
  };
  const [archived, hidden] = [on("archived"), on("hidden")];
  const leaving = { people: forgotten, count: forgotten.length, now };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that ends choosing, wherever the focus is
    <div
      className="space-y-8"
      onKeyDown={({ key, defaultPrevented }) => {
        if (key === "Escape" && !defaultPrevented) choosing.end();
      }}
    >
      <EndingCard people={people.filter(({ isHidden }) => !isHidden)} now={now} />
      {(people.length > 1 || hasMany) && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <OrderField order={order} />
          <Button onClick={choosing.chosen ? choosing.end : choosing.begin}>
            {choosingWords(choosing.chosen ? "end" : "open")}
          </Button>
          {choosing.chosen && (
            <ChoosingBar
              chosen={[...choosing.chosen.values()]}
              graceDays={forgetGraceDays}
              actions={actions}
              onActed={choosing.end}
              onChanged={refresh}
            />
          )}
          {hasMany && (
            <SearchField
              sought={sought}
              isFinding={isFinding}
              onSeek={(next) => {
                setSought(next);
                setAllShown(false);
              }}
            />
          )}
        </div>
      )}
      {error && <FetchProblem error={error} />}
      {categories.map((category) => (
        <Shelf
          key={category}
          category={category}
          shelved={on(category)}
          whenEmpty={
            isFinding || error ? "" : t(sought.trim() ? "picker.nobodyNamed" : `empty.${category}`)
          }
        >
          {category === "unknown" && (
            <Folded
              {...archived}
              words={t("folded.archived", { count: archived.count, days: archiveDays })}
            />
          )}
        </Shelf>
      ))}
      <Folded {...hidden} words={t("folded.hidden", { count: hidden.count })} />
      <Folded {...leaving} words={t("folded.forgotten", { count: leaving.count })} />
    </div>
  );
}

function Shelf({
  category,
  shelved,
  whenEmpty,
  children,
}: {
  category: PersonCategory;
  shelved: Shelved;
  whenEmpty: string;
  children: ReactNode;
}) {
  const t = useTranslations("people.shelf");
  const id = `shelf-${category}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 flex items-center gap-2 px-1 font-semibold">
        <CategoryMark category={category} />
        {t(category)}
        <span className="font-normal text-muted tabular-nums">{shelved.count}</span>
      </h2>
      {shelved.count === 0 ? (
        <p className="px-1 text-muted">{whenEmpty}</p>
      ) : (
        <PersonTiles {...shelved} />
      )}
      {children}
    </section>
  );
}

function SearchField({
  sought,
  isFinding,
  onSeek,
}: {
  sought: string;
  isFinding: boolean;
  onSeek: (sought: string) => void;
}) {
  const t = useTranslations("people.picker");
  return (
    <div className="w-full">
      <input
        type="search"
        value={sought}
        onChange={({ target }) => onSeek(target.value)}
        aria-label={t("search")}
        placeholder={t("search")}
        className="min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px]"
      />
      <p role="status" className="min-h-[22px] px-1 text-muted">
        {isFinding && t("loading")}
      </p>
    </div>
  );
}

/** The first of every shelf, of whoever is called what is sought; all of them once they are wanted. */
function usePeople(initial: Initial, order: PeopleOrder, sought: string, areAllWanted: boolean) {
  const name = useRested(sought.trim());
  const asked = new URLSearchParams({ sort: order, ...(name && { name }) });
  const isInitial = order === initial.order && !name;
  const shelves = useSWR<ShelvedPeople, Error>(`/api/people/shelves?${asked}`, fetchJson, {
    keepPreviousData: true,
    ...(isInitial && { fallbackData: initial.shelved }),
  });
  const all = useSWR<PersonSummary[], Error>(
    areAllWanted ? `/api/people?${asked}` : null,
    fetchJson,
    { keepPreviousData: true },
  );
  const refresh = () => Promise.all([shelves.mutate(), areAllWanted && all.mutate()]);
  useLive(refresh);
  const { people, counts, forgotten } = shelves.data ?? initial.shelved;
  const shown = (areAllWanted && all.data) || people;
  const known = Object.values(initial.shelved.counts).reduce((sum, count) => sum + count, 0);
  return {
    people: shown.filter((person) => isCalled(person, sought)),
    ...{ counts, forgotten, refresh },
    /** So many that somebody may be sought by their name. */
    hasMany: known > SOUGHT_FROM,
    error: shelves.error,
    /** What is shown is of what was asked before. */
    isFinding: name !== sought.trim() || (name !== "" && shelves.isLoading),
    all: { isLoading: all.isLoading, error: all.error },
  };
}

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
      <PersonTiles {...shelved} />
    </details>
  );
