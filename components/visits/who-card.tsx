"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useVisitWords } from "#components/events/use-visit-words.ts";
import { surenessWords } from "#components/events/visit-words.ts";
import { asSaid, isAnswered, isDenied } from "#components/people/as-said.ts";
import { CategorySwitch } from "#components/people/category-switch.tsx";
import { FaceCorrections } from "#components/people/face-corrections.tsx";
import { FacePicture } from "#components/people/face-picture.tsx";
import {
  type GiveLabel,
  type PersonActions,
  type RunAct,
  useLabelling,
} from "#components/people/person-actions.ts";
import { PersonLink } from "#components/people/person-link.tsx";
import { usePeopleWords } from "#components/people/use-people-words.ts";
import { useAnswerQueue } from "#components/review/answer-queue.tsx";
import { Button } from "#components/ui/button.tsx";
import { NameEditor } from "#components/ui/name-editor.tsx";
import { useNameWords } from "#components/ui/use-name-words.ts";
import type { FaceReason, VisitDetail } from "#lib/events/types.ts";
import type { Guest } from "./guests.ts";
import { WhyThisName } from "./why-this-name.tsx";

/** Somebody in a visit: who it is, how sure Kith is, and the household's word on it. */
export function WhoCard({
  guest,
  reasons,
  knownBy,
  actions,
  run,
  label,
}: {
  guest: Guest;
  /** By face. */
  reasons: Readonly<Record<string, FaceReason>>;
  knownBy: VisitDetail["knownBy"];
  actions: PersonActions;
  run: RunAct;
  label: GiveLabel;
}) {
  const t = useTranslations("visit");
  const { waiting } = useAnswerQueue();
  const words = useVisitWords();
  const { personWords } = usePeopleWords();
  const nameWords = useNameWords();
  const { face, faces, asked } = guest;
  const person = asSaid(face.person, waiting);
  const { rename, categorise } = useLabelling(label);
  const shown = personWords(person);
  const faceIds = faces.map(({ faceId }) => faceId);
  return (
    <div className="rounded-card bg-card p-4 shadow-card">
      <div className="flex items-start gap-4">
        <PersonLink
          personId={person.personId}
          aria-label={t("who.everything", { who: shown })}
          className="shrink-0 rounded-full"
        >
          <FacePicture src={face.cropUrl} sizePx={88} />
        </PersonLink>
        <div className="min-w-0 grow">
          <NameEditor
            name={person.name}
            shown={shown}
            words={nameWords}
            onRename={(name) => rename(person, name)}
          />
          {asked ? (
            <Guess asked={asked} />
          ) : (
            <p className="text-muted">{surenessWords(words, face)}</p>
          )}
          {faces.some(({ mayBePicture }) => mayBePicture) && (
            <p className="text-small text-muted">{t("who.mayBePicture")}</p>
          )}
        </div>
      </div>
      <WhyThisName faces={faces} reasons={reasons} knownBy={knownBy} />
      {asked && !isAnswered(asked.faceId, waiting) && <Question guest={guest} label={label} />}
      <div className="mt-3">
        <CategorySwitch
          value={person.category}
          onChange={(category) => void categorise(person, category)}
          label={t("who.category", { who: person.name ?? t("who.thisPerson") })}
        />
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        {person.name && <Denial guest={guest} name={person.name} label={label} />}
        <FaceCorrections faceIds={faceIds} person={person} actions={actions} run={run} />
      </div>
    </div>
  );
}

function Guess({ asked: { suggested } }: { asked: Guest["face"] }) {
  const t = useTranslations("visit");
  return (
    <p>
      {t.rich("who.probably", {
        who: suggested?.name ?? "",
        person: (name) => (
          <Link
            href={`/people/${suggested?.personId}`}
            className="font-medium text-accent underline underline-offset-4"
          >
            {name}
          </Link>
        ),
      })}
    </p>
  );
}

type SayingProps = { guest: Guest; label: GiveLabel };

/** The answer holds for all the visit's faces of this stranger. */
export function Question({ guest: { faces, asked }, label }: SayingProps) {
  const t = useTranslations("visit");
  if (!asked?.suggested?.name) return null;
  const { personId, name } = asked.suggested;
  const faceIds = faces.map(({ faceId }) => faceId);
  const answer = (isSame: boolean) => {
    const text = t(isSame ? "who.added" : "who.denied", { who: name });
    void label({ kind: "suggestion", faceIds, personId, isSame }, text);
  };
  return (
    <div className="mt-3 grid grid-cols-2 gap-2">
      <Button look="main" onClick={() => answer(true)}>
        {t("who.yes", { who: name })}
      </Button>
      <Button onClick={() => answer(false)}>{t("who.no", { who: name })}</Button>
    </div>
  );
}

/** "Not Anna", of all the visit's faces that were given to her. */
export function Denial({ guest: { face, faces }, name, label }: SayingProps & { name: string }) {
  const t = useTranslations("visit");
  const { waiting } = useAnswerQueue();
  if (isDenied(face.faceId, waiting)) return <p className="text-muted">{t("who.deniedHere")}</p>;
  const { personId } = face.person;
  const faceIds = faces.map(({ faceId }) => faceId);
  const deny = () => label({ kind: "reject", faceIds, personId }, t("who.denied", { who: name }));
  return <Button onClick={() => void deny()}>{t("who.no", { who: name })}</Button>;
}
