"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { asSaid, isAnswered } from "#components/people/as-said.ts";
import { CategorySwitch } from "#components/people/category-switch.tsx";
import { FacePicture } from "#components/people/face-picture.tsx";
import { useGiveLabel, useLabelling } from "#components/people/person-actions.ts";
import { usePeopleWords } from "#components/people/use-people-words.ts";
import { useAnswerQueue } from "#components/review/answer-queue.tsx";
import { NameEditor } from "#components/ui/name-editor.tsx";
import { useNameWords } from "#components/ui/use-name-words.ts";
import type { Guest } from "#components/visits/guests.ts";
import { Denial, Question } from "#components/visits/who-card.tsx";

/** Somebody in a visit that is kept here, and the household's word on it, which waits to be sent. */
export function KeptGuest({ guest }: { guest: Guest }) {
  const t = useTranslations("visit.who");
  const nameWords = useNameWords();
  const { personWords } = usePeopleWords();
  const { waiting } = useAnswerQueue();
  const label = useGiveLabel(() => undefined);
  const { rename, categorise } = useLabelling(label);
  const { face, asked } = guest;
  const person = asSaid(face.person, waiting);
  const shown = personWords(person);
  return (
    <li className="rounded-card bg-card p-4 shadow-card">
      <div className="flex items-center gap-4">
        <Link
          href={`/people/${person.personId}`}
          prefetch={false}
          aria-label={t("everything", { who: shown })}
          className="shrink-0 rounded-full"
        >
          <FacePicture src={face.cropUrl} sizePx={88} />
        </Link>
        <NameEditor
          name={person.name}
          shown={shown}
          words={nameWords}
          onRename={(name) => rename(person, name)}
        />
      </div>
      {asked && !isAnswered(asked.faceId, waiting) && <Question guest={guest} label={label} />}
      <div className="mt-3">
        <CategorySwitch
          value={person.category}
          onChange={(category) => void categorise(person, category)}
          label={t("category", { who: person.name ?? t("thisPerson") })}
        />
      </div>
      {person.name && (
        <div className="mt-3">
          <Denial guest={guest} name={person.name} label={label} />
        </div>
      )}
    </li>
  );
}
