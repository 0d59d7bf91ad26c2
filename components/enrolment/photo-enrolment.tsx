import { Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { complaintIn } from "#components/ui/fetch-json.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { MAX_PHOTOS } from "#lib/enrolment/limits.ts";
import type { Enrolled, EnrolmentPhotoState, EnrolmentState } from "#lib/enrolment/types.ts";
import type { EnrolmentActions } from "./enrolment-actions.ts";
import { PhotoRow, SendingRow } from "./photo-row.tsx";
import { SaveBar } from "./save-bar.tsx";
import { SideStrip } from "./side-strip.tsx";
import { useSending } from "./use-sending.ts";

/** Which face of a photograph is the person's, where that was said; null: none. */
type Choices = Readonly<Record<string, number | null>>;

/** Collects photographs of somebody, with what is good and bad about each. */
export function PhotoEnrolment({
  enrolment,
  enrol,
  refresh,
  onEnrolled,
}: {
  enrolment: EnrolmentState;
  enrol: EnrolmentActions["enrolPhotos"];
  refresh: () => void;
  onEnrolled: (enrolled: Enrolled) => void;
}) {
  const t = useTranslations("enrolment");
  const refusals = useTranslations("refusals");
  const show = useUndoBar();
  const { enrolmentId, photos } = enrolment;
  const name = enrolment.name ?? t("somebody");
  const sending = useSending(enrolmentId, refresh);
  const [choices, setChoices] = useState<Choices>({});
  const faces = photos.flatMap((photo) => chosenIn(photo, choices));
  const waiting =
    photos.filter(({ found }) => !found).length + sending.photos.filter(isOnItsWay).length;
  const all = photos.length + sending.photos.length;
  const remove = async (photoId: string) => {
    const answer = await fetch(`/api/enrolments/${enrolmentId}/photos/${photoId}`, {
      method: "DELETE",
    }).catch(() => null);
    if (!answer?.ok) show({ text: await complaintIn(answer, t("unreachable")) });
    refresh();
  };
  const save = async () => {
    const result = await enrol({
      enrolmentId,
      faces: faces.map(({ photoId, index }) => ({ photoId, index })),
    }).catch(() => ({ ok: false, message: t("unreachable") }) as const);
    if (!result.ok) return show({ text: result.message });
    onEnrolled(result.data);
  };
  return (
    <>
      <h1 className="px-1 text-display font-semibold wrap-anywhere">{t("photosOf", { name })}</h1>
      <p className="mt-1 px-1 text-pretty text-muted">{t("photosAbout", { most: MAX_PHOTOS })}</p>
      <SideStrip faces={faces} />
      <PhotoPicker
        isFirst={all === 0}
        disabled={all >= MAX_PHOTOS}
        onPick={(files) => {
          if (all + files.length > MAX_PHOTOS)
            show({ text: refusals("photosEnough", { most: MAX_PHOTOS }) });
          sending.add(files.slice(0, MAX_PHOTOS - all));
        }}
      />
      {waiting > 0 && (
        <div className="mt-4">
          <ProgressBar
            label={t("lookedAt", { done: all - waiting, all })}
            share={(all - waiting) / all}
          />
          <p aria-live="polite" className="mt-1 text-small text-muted tabular-nums">
            {t("lookedAt", { done: all - waiting, all })}
          </p>
        </div>
      )}
      <ul className="mt-4 space-y-3">
        {photos.map((photo, place) => (
          <PhotoRow
            key={photo.photoId}
            photo={photo}
            number={place + 1}
            name={name}
            chosen={choiceOf(photo, choices)}
            onChoose={(index) => setChoices({ ...choices, [photo.photoId]: index })}
            onRemove={() => void remove(photo.photoId)}
          />
        ))}
        {sending.photos.map((photo) => (
          <SendingRow
            key={photo.photoId}
            photo={photo}
            onAgain={() => sending.again(photo)}
            onDrop={() => sending.drop(photo.photoId)}
          />
        ))}
      </ul>
      {all > 0 && (
        <SaveBar
          words={t("save", { count: faces.length, name })}
          disabled={faces.length === 0 || waiting > 0}
          onSave={save}
        />
      )}
    </>
  );
}

const isOnItsWay = ({ failure }: { failure: string | null }) => failure === null;

/** What was said; else the only face that can be used. */
function choiceOf({ photoId, found }: EnrolmentPhotoState, choices: Choices): number | null {
  const said = choices[photoId];
  if (said !== undefined) return said;
  const usable = (found?.faces ?? []).filter(({ isUsable }) => isUsable);
  return found?.faces.length === 1 ? (usable[0]?.index ?? null) : null;
}

function chosenIn(photo: EnrolmentPhotoState, choices: Choices) {
  const index = choiceOf(photo, choices);
  const face = photo.found?.faces.find((each) => each.index === index);
  return face ? [{ ...face, photoId: photo.photoId }] : [];
}

function PhotoPicker({
  isFirst,
  disabled,
  onPick,
}: {
  isFirst: boolean;
  disabled: boolean;
  onPick: (files: File[]) => void;
}) {
  const t = useTranslations("enrolment");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        // An iPhone makes JPEGs of its pictures where nothing else is taken.
        accept="image/jpeg,image/png,image/heic,image/heif"
        hidden
        onChange={({ target }) => {
          onPick([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      <Button
        look={isFirst ? "main" : "soft"}
        className="w-full"
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        <Images aria-hidden size={20} strokeWidth={1.75} />
        {isFirst ? t("choosePhotos") : t("morePhotos")}
      </Button>
    </>
  );
}
