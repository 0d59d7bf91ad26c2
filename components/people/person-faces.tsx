"use client";
import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { PersonDetail, PersonFace } from "#lib/people/types.ts";
import { FaceCorrections } from "./face-corrections.tsx";
import { FacePicture } from "./face-picture.tsx";
import type { PersonActions, RunAct } from "./person-actions.ts";

/** Of more the best are shown until somebody asks for all. */
const SHOWN_AT_FIRST = 20;

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
  const [areAllShown, setAllShown] = useState(false);
  const seen = person.faces.filter(({ cropUrl }) => cropUrl);
  const shown = areAllShown ? seen : seen.slice(0, SHOWN_AT_FIRST);
  const faceIds = seen.map(({ faceId }) => faceId).filter((id) => chosen?.has(id));
  const toggle = (faceId: string) => {
    const next = new Set(chosen);
    if (!next.delete(faceId)) next.add(faceId);
    setChosen(next);
  };
  const correct: RunAct = async (...act) => {
    setChosen(null);
    return await run(...act);
  };
  return (
    <Card
      title={t("title")}
      aside={
        seen.length > 0 && (
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
      {seen.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="-mx-1 flex flex-wrap gap-1">
        {shown.map((face) => (
          <li key={face.faceId}>
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
      {shown.length < seen.length && (
        <Button className="mt-3 w-full" onClick={() => setAllShown(true)}>
          {t("all", { count: seen.length })}
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

function FaceLink({ face: { eventId, cameraName, cropUrl } }: { face: PersonFace }) {
  const t = useTranslations("person");
  const picture = <FacePicture src={cropUrl} sizePx={64} loading="lazy" />;
  if (!eventId) return <span className="block p-1">{picture}</span>;
  return (
    <Link
      href={`/events/${eventId}`}
      prefetch={false}
      aria-label={t("seenAt", { camera: cameraName ?? "" })}
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
  return (
    <label className="relative block rounded-full bg-sunken p-1 has-checked:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        type="checkbox"
        checked={isChosen}
        onChange={onToggle}
        aria-label={face.cameraName ? t("face", { camera: face.cameraName }) : t("enrolled")}
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
