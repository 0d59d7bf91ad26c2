"use client";
import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { dayKey } from "#components/ui/time-words.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { MAX_NOTE_LENGTH } from "#lib/people/note.ts";
import type { PersonSummary } from "#lib/people/types.ts";
import { lastMoment } from "./last-moment.ts";
import { usePeopleWords } from "./use-people-words.ts";

/** `until` is the last day, "2026-11-22"; null: for good. */
type Marking = { note: string | null; until: string | null };

const DAY_MS = 86_400_000;
const LENGTHS = [
  { words: "week", days: 7 },
  { words: "month", days: 30 },
  { words: "quarter", days: 91 },
] as const;

const fieldClasses =
  "mt-1 block min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px] aria-invalid:border-watchlist";

/** Asks for the note beside a category, and for how long it counts. */
export function MarkingSheet({
  category,
  person,
  onSave,
  onClose,
}: {
  category: PersonCategory;
  person: PersonSummary;
  onSave: (marking: Marking) => void;
  onClose: () => void;
}) {
  const t = useTranslations("person.marking");
  const { categoryName } = usePeopleWords();
  const timeZone = useTimeZone() ?? "UTC";
  const dayIn = (days: number) => dayKey(new Date(Date.now() + days * DAY_MS), timeZone);
  const { categoryUntil, endedCategory } = person;
  const hasEnd = categoryUntil !== null && endedCategory === null;
  const [note, setNote] = useState(person.note ?? "");
  const [until, setUntil] = useState(hasEnd ? dayKey(lastMoment(categoryUntil), timeZone) : "");
  const isTooLong = note.trim().length > MAX_NOTE_LENGTH;
  const save = () => {
    if (!isTooLong) onSave({ note: note.trim() || null, until: until || null });
  };
  return (
    <Sheet title={categoryName(category)} onClose={onClose}>
      <form action={save} className="space-y-4">
        <label className="block font-medium">
          {t("note")}
          <textarea
            value={note}
            onChange={({ target }) => setNote(target.value)}
            rows={3}
            aria-invalid={isTooLong}
            aria-describedby="note-length"
            placeholder={t("noteHint")}
            className={`${fieldClasses} py-2`}
          />
        </label>
        <p id="note-length" role="status" className="text-small empty:hidden">
          {isTooLong && t("tooLong", { most: MAX_NOTE_LENGTH, length: note.trim().length })}
        </p>
        <fieldset>
          <legend className="font-medium">{t("how")}</legend>
          <div className="mt-1 flex flex-wrap gap-2">
            <Length words={t("forGood")} isChosen={until === ""} onChoose={() => setUntil("")} />
            {LENGTHS.map(({ words, days }) => (
              <Length
                key={words}
                words={t(words)}
                isChosen={until === dayIn(days)}
                onChoose={() => setUntil(dayIn(days))}
              />
            ))}
          </div>
        </fieldset>
        <label className="block font-medium">
          {t("lastDay")}
          <input
            type="date"
            value={until}
            min={dayIn(0)}
            onChange={({ target }) => setUntil(target.value)}
            className={fieldClasses}
          />
        </label>
        <p className="text-small text-pretty text-muted">{t("then")}</p>
        <Button type="submit" look="main" className="w-full" aria-disabled={isTooLong}>
          {t("save")}
        </Button>
      </form>
    </Sheet>
  );
}

const Length = ({
  words,
  isChosen,
  onChoose,
}: {
  words: string;
  isChosen: boolean;
  onChoose: () => void;
}) => (
  <Button aria-pressed={isChosen} look={isChosen ? "main" : "soft"} onClick={onChoose}>
    {words}
  </Button>
);
