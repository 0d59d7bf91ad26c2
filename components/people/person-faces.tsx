"use client";
import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import useSWR from "swr";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { useLive } from "#components/ui/live.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { PersonDetail, PersonFace } from "#lib/people/types.ts";
import { FaceCorrections } from "./face-corrections.tsx";
import { FacePicture } from "./face-picture.tsx";
import type { PersonActions, RunAct } from "./person-actions.ts";

/** A person's faces, best first. Some can be chosen and said to be somebody else's, or none. */
export function PersonFaces({
  person,
  actions,
  run,
}: {
  person: PersonDetail;
  actions: PersonActions;
  run: RunAct;
}) {
  const t = useTranslations("person.faces");
  const enrolment = useTranslations("enrolment");
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const { faces, error, showAll, areComing, refresh } = useFaces(person);
  const list = useFocusOnMore(faces.length > person.faces.length ? person.faces.length : null);
  const faceIds = faces.map(({ faceId }) => faceId).filter((id) => chosen?.has(id));
  const toggle = (faceId: string) => {
    const next = new Set(chosen);
    if (!next.delete(faceId)) next.add(faceId);
    setChosen(next);
  };
  const correct: RunAct = async (...act) => {
    setChosen(null);
    const outcome = await run(...act);
    refresh();
    return outcome;
  };
  return (
    <Card
      title={t("title")}
      aside={
        faces.length > 0 && (
          <Button
            look="plain"
            className="-my-3 -mr-4"
            onClick={() => setChosen(chosen ? null : new Set())}
          >
            {t(chosen ? "done" : "choose")}
          </Button>
        )
      }
    >
      {faces.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul ref={list} className="-mx-1 flex flex-wrap gap-1">
        {faces.map((face) => (
          <li key={face.faceId} tabIndex={-1}>
            {chosen ? (
              <FaceChoice
                face={face}
                isChosen={chosen.has(face.faceId)}
                onToggle={() => toggle(face.faceId)}
              />
            ) : (
              <FaceLink face={face} />
            )}
          </li>
        ))}
      </ul>
      {error && <FetchProblem error={error} />}
      {showAll && (
        <Button
          className="mt-3 w-full aria-busy:opacity-50"
          aria-busy={areComing}
          onClick={showAll}
        >
          {t("all", { count: person.shownFaces })}
        </Button>
      )}
      {person.name && !chosen && (
        <Link
          href={`/people/add?person=${person.personId}`}
          prefetch={false}
          className={buttonClasses("soft", "mt-3 w-full")}
        >
          {enrolment("addFaces")}
        </Link>
      )}
      {chosen && (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <p aria-live="polite" className="w-full text-muted">
            {faceIds.length === 0 ? t("chooseWrong") : t("chosen", { count: faceIds.length })}
          </p>
          <FaceCorrections faceIds={faceIds} person={person} actions={actions} run={correct} />
        </div>
      )}
    </Card>
  );
}

/** Those that came with the person; all of them once they are wanted. */
function useFaces({ personId, faces, shownFaces }: PersonDetail) {
  const [areAllWanted, setAllWanted] = useState(false);
  const { data, error, isLoading, mutate } = useSWR<PersonFace[], Error>(
    areAllWanted ? `/api/people/${personId}/faces` : null,
    fetchJson,
  );
  const refresh = () => void mutate();
  useLive(refresh);
  const isMoreToShow = !data && shownFaces > faces.length;
  return {
    faces: data ?? faces,
    error,
    showAll: isMoreToShow && (() => setAllWanted(true)),
    areComing: isLoading,
    refresh,
  };
}

/** Once there are more, leads whoever asked for them to the first, for the button that they pressed is gone. */
function useFocusOnMore(firstIndex: number | null) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (firstIndex === null || document.activeElement !== document.body) return;
    (list.current?.children[firstIndex] as HTMLElement | undefined)?.focus();
  }, [firstIndex]);
  return list;
}

/** Faces may be years old: "23 November 2026, 17:42". */
function useWhen(seenAt: string): string {
  const { fullDateWords, clockTime } = useTimeWords();
  return `${fullDateWords(seenAt)}, ${clockTime(seenAt)}`;
}

function FaceLink({ face: { eventId, cameraName, cropUrl, seenAt } }: { face: PersonFace }) {
  const t = useTranslations("person");
  const when = useWhen(seenAt);
  const picture = <FacePicture src={cropUrl} sizePx={64} loading="lazy" />;
  if (!eventId) return <span className="block p-1">{picture}</span>;
  return (
    <Link
      href={`/events/${eventId}`}
      prefetch={false}
      aria-label={t("faces.seenAt", { camera: cameraName ?? "", when })}
      className="block rounded-full p-1 hover:bg-sunken"
    >
      {picture}
    </Link>
  );
}

function FaceChoice({
  face,
  isChosen,
  onToggle,
}: {
  face: PersonFace;
  isChosen: boolean;
  onToggle: () => void;
}) {
  const t = useTranslations("person.faces");
  const when = useWhen(face.seenAt);
  return (
    <label className="relative block rounded-full bg-sunken p-1 has-checked:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        type="checkbox"
        checked={isChosen}
        onChange={onToggle}
        aria-label={
          face.cameraName ? t("face", { camera: face.cameraName, when }) : t("enrolled", { when })
        }
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      <FacePicture src={face.cropUrl} sizePx={64} loading="lazy" />
      {isChosen && (
        <span className="absolute right-0 bottom-0 flex size-6 items-center justify-center rounded-full bg-accent text-on-accent">
          <Check aria-hidden size={16} strokeWidth={3} />
        </span>
      )}
    </label>
  );
}
