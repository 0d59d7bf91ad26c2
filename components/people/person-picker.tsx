"use client";
import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useRested } from "#components/ui/use-rested.ts";
import { isCalled } from "#lib/names/search.ts";
import type { PersonSummary } from "#lib/people/types.ts";
import { FacePicture } from "./face-picture.tsx";
import { usePeopleWords } from "./use-people-words.ts";

const rowClasses =
  "flex min-h-14 w-full items-center gap-3 rounded-lg px-2 text-left hover:bg-sunken";

/** The shape of what comes. */
const Rows = ({ words }: { words: string }) => (
  <div role="status" className="space-y-2 p-2">
    <span className="sr-only">{words}</span>
    {["a", "b", "c"].map((row) => (
      <Skeleton key={row} className="h-10" />
    ))}
  </div>
);

/** Chooses somebody of the household's people: the likeliest are offered, all are found by their name. */
export function PersonPicker({
  title,
  exceptPersonId,
  onPick,
  onNewcomer,
  onClose,
}: {
  title: string;
  exceptPersonId: string;
  onPick: (person: PersonSummary) => void;
  /** Somebody of whom Kith knows nothing yet. */
  onNewcomer?: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("people.picker");
  const { listedWords, seenWords } = usePeopleWords();
  const [sought, setSought] = useState("");
  const name = useRested(sought.trim());
  const { data, error, isLoading } = useSWR<PersonSummary[], Error>(
    `/api/people/${exceptPersonId}/likely?${new URLSearchParams({ name })}`,
    fetchJson,
    { keepPreviousData: true },
  );
  const people = (data ?? []).filter((person) => isCalled(person, sought));
  const isFinding = isLoading || name !== sought.trim();
  return (
    <Sheet title={title} onClose={onClose}>
      <input
        type="search"
        value={sought}
        onChange={({ target }) => setSought(target.value)}
        aria-label={t("search")}
        placeholder={t("search")}
        className="mb-2 min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px]"
      />
      <ul>
        {onNewcomer && (
          <li>
            <button type="button" onClick={onNewcomer} className={rowClasses}>
              <span className="flex size-10 items-center justify-center rounded-full bg-sunken">
                <UserRoundPlus aria-hidden size={20} strokeWidth={1.75} />
              </span>
              {t("new")}
            </button>
          </li>
        )}
        {people.map((person) => (
          <li key={person.personId}>
            <button type="button" onClick={() => onPick(person)} className={rowClasses}>
              <FacePicture src={person.cropUrl} sizePx={40} loading="lazy" />
              <span className="grow truncate">{listedWords(person)}</span>
              {person.name && (
                <span className="shrink-0 text-small text-muted">{seenWords(person)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {error && <FetchProblem error={error} />}
      {isFinding && people.length === 0 && <Rows words={t("loading")} />}
      {!error && !isFinding && people.length === 0 && (
        <p role="status" className="px-2 text-muted">
          {t(sought ? "nobodyNamed" : "nobody")}
        </p>
      )}
    </Sheet>
  );
}
