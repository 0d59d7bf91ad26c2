import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { FacePicture } from "#components/people/face-picture.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { EnrolmentPhotoState, PhotoFace } from "#lib/enrolment/types.ts";
import type { SentPhoto } from "./use-sending.ts";

const rowClasses = "flex items-start gap-3 rounded-card bg-card p-3 shadow-card";

/** A photograph that has arrived: its faces, which of them it is, and what would make it better. */
export function PhotoRow({
  photo: { photoId, found },
  number,
  name,
  chosen,
  onChoose,
  onRemove,
}: {
  photo: EnrolmentPhotoState;
  number: number;
  name: string;
  chosen: number | null;
  onChoose: (index: number | null) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("enrolment");
  const [only] = found?.faces ?? [];
  return (
    <li className={rowClasses} aria-label={t("photo", { number })}>
      {!found && (
        <>
          <Skeleton className="size-[72px] shrink-0 rounded-full" />
          <p className="grow self-center text-muted">{t("looking")}</p>
        </>
      )}
      {found?.problem && <p className="grow self-center">{t(`problem.${found.problem}`)}</p>}
      {found?.faces.length === 1 && only && (
        <>
          <FacePicture src={only.cropUrl} sizePx={72} />
          <div className="grow self-center">
            <p className="font-medium">{t(`sides.${only.side}`)}</p>
            <FaceAdvice face={only} />
          </div>
        </>
      )}
      {found && found.faces.length > 1 && (
        <FaceChoice {...{ photoId, name, chosen, onChoose }} faces={found.faces} />
      )}
      <button
        type="button"
        aria-label={t("removePhoto", { number })}
        onClick={onRemove}
        className="-mt-1 -mr-1 flex size-12 shrink-0 items-center justify-center rounded-full hover:bg-sunken"
      >
        <Trash2 aria-hidden size={20} strokeWidth={1.75} />
      </button>
    </li>
  );
}

function FaceAdvice({ face: { isUsable, advice } }: { face: PhotoFace }) {
  const t = useTranslations("enrolment");
  if (advice.length === 0) return <p className="text-small text-muted">{t("good")}</p>;
  return (
    <>
      {!isUsable && <p className="text-small font-medium">{t("unusable")}</p>}
      {advice.map((each) => (
        <p key={each} className="text-small text-muted">
          {t(`advice.${each}`)}
        </p>
      ))}
    </>
  );
}

/** Several people are on it: says which is meant. */
function FaceChoice({
  photoId,
  faces,
  name,
  chosen,
  onChoose,
}: {
  photoId: string;
  faces: readonly PhotoFace[];
  name: string;
  chosen: number | null;
  onChoose: (index: number | null) => void;
}) {
  const t = useTranslations("enrolment");
  const face = faces.find(({ index }) => index === chosen);
  return (
    <fieldset className="min-w-0 grow">
      <legend className="mb-2 font-medium wrap-anywhere">{t("which", { name })}</legend>
      <div className="-mx-1 flex flex-wrap gap-1">
        {faces.map(({ index, cropUrl, isUsable }) => (
          <label
            key={index}
            className={classNames(
              "base:cursor-pointer rounded-full border-4 border-transparent p-0.5",
              "has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent",
              !isUsable && "cursor-default opacity-50",
            )}
          >
            <input
              type="radio"
              name={photoId}
              className="sr-only"
              aria-label={
                isUsable
                  ? t("faceNumber", { number: index + 1, count: faces.length })
                  : t("faceUnusable", { number: index + 1, count: faces.length })
              }
              disabled={!isUsable}
              checked={index === chosen}
              onChange={() => onChoose(index)}
            />
            <FacePicture src={cropUrl} sizePx={64} />
          </label>
        ))}
      </div>
      {face ? <FaceAdvice face={face} /> : <p className="text-small text-muted">{t("tap")}</p>}
    </fieldset>
  );
}

/** A photograph on its way, or one that did not get there. */
export function SendingRow({
  photo: { file, failure, canRetry },
  onAgain,
  onDrop,
}: {
  photo: SentPhoto;
  onAgain: () => void;
  onDrop: () => void;
}) {
  const t = useTranslations("enrolment");
  return (
    <li className={classNames(rowClasses, "flex-wrap")}>
      <div className="min-w-0 grow">
        <p className="font-medium wrap-anywhere">{file.name}</p>
        <p aria-live="polite" className="text-small text-pretty text-muted">
          {failure ?? t("sending")}
        </p>
      </div>
      {failure && canRetry && <Button onClick={onAgain}>{t("again")}</Button>}
      {failure && (
        <Button look="plain" onClick={onDrop}>
          {t("leaveOut")}
        </Button>
      )}
    </li>
  );
}
