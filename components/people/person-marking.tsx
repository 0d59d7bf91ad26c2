"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import type { PersonSummary } from "#lib/people/types.ts";
import { lastMoment } from "./last-moment.ts";
import type { PersonActions, RunAct } from "./person-actions.ts";
import { usePeopleWords } from "./use-people-words.ts";

const MarkingSheet = dynamic(async () => (await import("./marking-sheet.tsx")).MarkingSheet);

/** The note beside a category, and when it ends; where it has ended, what is to be from now on. */
export function PersonMarking({
  person,
  actions,
  run,
}: {
  person: PersonSummary;
  actions: PersonActions;
  run: RunAct;
}) {
  const t = useTranslations("person.marking");
  const { categoryName } = usePeopleWords();
  const { fullDateWords } = useTimeWords();
  const [asked, setAsked] = useState<PersonCategory | null>(null);
  const { personId, category, note, categoryUntil, endedCategory } = person;
  const date = categoryUntil && fullDateWords(lastMoment(categoryUntil));
  const leave = () => run(actions.categorise, { personId, category: "unknown" }, t("left"));
  return (
    <>
      {note && <p className="mt-3 text-pretty wrap-anywhere">{t("quoted", { note })}</p>}
      {endedCategory && date && (
        <Notice tone="warning" title={t("ended", { category: categoryName(endedCategory), date })}>
          <p>{t("endedMeans")}</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button onClick={() => setAsked(endedCategory)}>
              {t("again", { category: categoryName(endedCategory) })}
            </Button>
            <Button look="plain" onClick={() => void leave()}>
              {t("leave")}
            </Button>
          </div>
        </Notice>
      )}
      {category !== "unknown" && (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-x-3">
          <p className="text-small text-muted">{date ? t("until", { date }) : t("forGood")}</p>
          <Button look="plain" className="-mr-4" onClick={() => setAsked(category)}>
            {t("open")}
          </Button>
        </div>
      )}
      {asked && (
        <MarkingSheet
          category={asked}
          person={person}
          onSave={(marking) => {
            setAsked(null);
            void run(actions.categorise, { personId, category: asked, marking }, t("saved"));
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
