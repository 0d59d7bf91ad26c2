import { useTranslations } from "next-intl";
import { useState } from "react";
import { FacePicture } from "#components/people/face-picture.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { missingSides } from "#lib/enrolment/side.ts";
import type { Enrolled, EnrolmentState, Walk, WalkFace } from "#lib/enrolment/types.ts";
import type { EnrolmentActions } from "./enrolment-actions.ts";
import { SaveBar } from "./save-bar.tsx";
import { SideStrip } from "./side-strip.tsx";
import { WalkStatus } from "./walk-status.tsx";

const walkSteps = ["come", "turn", "see"] as const;

/** Says where to walk and turn, shows what the camera got, and takes one tap for all of it. */
export function WalkEnrolment({
  enrolment,
  serverNow,
  enrol,
  onEnrolled,
}: {
  enrolment: EnrolmentState & { walk: Walk };
  serverNow: string;
  enrol: EnrolmentActions["enrolWalk"];
  onEnrolled: (enrolled: Enrolled) => void;
}) {
  const t = useTranslations("enrolment");
  const show = useUndoBar();
  const { enrolmentId, walk } = enrolment;
  const name = enrolment.name ?? t("somebody");
  const [said, setSaid] = useState<Readonly<Record<string, boolean>>>({});
  const isChosen = ({ faceId, otherName }: WalkFace) => said[faceId] ?? otherName === null;
  const chosen = walk.faces.filter(isChosen);
  const save = async () => {
    const faceIds = chosen.map(({ faceId }) => faceId);
    const result = await enrol({ enrolmentId, faceIds }).catch(
      () => ({ ok: false, message: t("unreachable") }) as const,
    );
    if (!result.ok) return show({ text: result.message });
    onEnrolled(result.data);
  };
  return (
    <>
      <h1 className="px-1 text-display font-semibold wrap-anywhere">
        {t("walksTo", { name, camera: walk.cameraName })}
      </h1>
      <Card className="mt-4">
        <ol className="list-decimal space-y-2 pl-5 marker:font-semibold">
          {walkSteps.map((step) => (
            <li key={step} className="pl-1 text-pretty">
              {t(`steps.${step}`)}
            </li>
          ))}
        </ol>
      </Card>
      <SideStrip faces={chosen} isWalk />
      <WalkStatus walk={walk} isComplete={missingSides(chosen).length === 0} />
      <ul className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(104px,1fr))] gap-2">
        {walk.faces.map((face) => (
          <WalkedFace
            key={face.faceId}
            face={face}
            isChosen={isChosen(face)}
            serverNow={serverNow}
            onToggle={() => setSaid({ ...said, [face.faceId]: !isChosen(face) })}
          />
        ))}
      </ul>
      {walk.faces.length > 0 && (
        <SaveBar
          words={t("confirm", { count: chosen.length, name })}
          disabled={chosen.length === 0}
          onSave={save}
        />
      )}
    </>
  );
}

function WalkedFace({
  face: { cropUrl, side, seenAt, otherName },
  isChosen,
  serverNow,
  onToggle,
}: {
  face: WalkFace;
  isChosen: boolean;
  serverNow: string;
  onToggle: () => void;
}) {
  const t = useTranslations("enrolment");
  const { sinceWords } = useTimeWords();
  const now = useNow(serverNow);
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onToggle}
        className={classNames(
          "flex w-full flex-col items-center gap-1 rounded-card border-2 p-2 text-center",
          isChosen ? "border-accent bg-accent-soft" : "border-transparent hover:bg-sunken",
        )}
      >
        <FacePicture src={cropUrl} sizePx={80} className="animate-fade" />
        <span className="font-medium">{t(`sides.${side}`)}</span>
        <span className="text-small text-muted tabular-nums">{sinceWords(seenAt, now)}</span>
        {otherName && <span className="text-small">{t("isOther", { name: otherName })}</span>}
      </button>
    </li>
  );
}
