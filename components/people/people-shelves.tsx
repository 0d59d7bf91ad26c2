"use client";
import { ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { Button } from "#components/ui/button.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { orderOf, type PeopleOrder } from "#lib/people/order.ts";
import { type Shelf, shelfOf } from "#lib/people/shelf.ts";
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

const isCalled = ({ name }: PersonSummary, sought: string): boolean =>
  (name ?? "").toLowerCase().includes(sought.trim().toLowerCase());

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
  /** How long forgetting can be taken back. */
  forgetGraceDays: number;
  serverNow: string;
  actions: ChoosingActions;
}) {
  const t = useTranslations("people");
  const choosingWords = useTranslations("choosing");
  const now = useNow(serverNow);
  const [sought, setSought] = useState("");
  const [areAllShown, setAllShown] = useState(false);
  const order = orderOf(useSearchParams().get("sort"));
  const { people, counts, forgotten, refresh } = usePeople(
    initial,
    order,
    areAllShown || sought !== "",
  );
  const choosing = useChoosing();
  const found = people.filter((person) => isCalled(person, sought));
  const on = (shelf: Shelf) => {
    const own = found.filter((person) => shelfOf(person) === shelf);
    const count = sought ? own.length : (counts[shelf] ?? 0);
    return { people: own, count, now, choosing, onAll: () => setAllShown(true) };
  };
  const [archived, hidden] = [on("archived"), on("hidden")];
  const all = { people: forgotten, count: forgotten.length, now, onAll: () => undefined };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that ends choosing, wherever the focus is
    <div
      className="space-y-8"
      onKeyDown={({ key, defaultPrevented }) => {
        if (key === "Escape" && !defaultPrevented) choosing.end();
      }}
    >
      <EndingCard people={people.filter(({ isHidden }) => !isHidden)} now={now} />
      {people.length > 1 && (
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
        </div>
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
              <PersonTiles {...shelf} />
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
      <Folded {...all} words={t("folded.forgotten", { count: all.count })} />
    </div>
  );
}

/** Those of whom the page shows some at first; all of them once they are wanted. */
function usePeople(initial: Initial, order: PeopleOrder, areAllWanted: boolean) {
  const { data: shelved = initial.shelved, mutate } = useSWR<ShelvedPeople>(
    `/api/people/shelves?sort=${order}`,
    fetchJson,
    {
      keepPreviousData: true,
      ...(order === initial.order && { fallbackData: initial.shelved }),
    },
  );
  const all = useSWR<PersonSummary[]>(
    areAllWanted ? `/api/people?sort=${order}` : null,
    fetchJson,
    { keepPreviousData: true },
  );
  const refresh = () => Promise.all([mutate(), areAllWanted && all.mutate()]);
  useLive(refresh);
  const people = (areAllWanted && all.data) || shelved.people;
  return { counts: shelved.counts, forgotten: shelved.forgotten, people, refresh };
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
