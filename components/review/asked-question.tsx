"use client";
import { useTranslations } from "next-intl";
import { FacePicture } from "#components/people/face-picture.tsx";
import type { AskedAnswer } from "#lib/review/schema.ts";
import type { AskedGroup, ReviewFace } from "#lib/review/types.ts";
import { AnswerButton } from "./answer-button.tsx";
import { FaceStrip } from "./face-strip.tsx";
import type { Choice } from "./name-choices.ts";
import { NameChooser } from "./name-chooser.tsx";
import { Answers, QuestionFrame } from "./question-frame.tsx";
import { SeeVisit } from "./see-visit.tsx";
import { EVERYTHING, facesOf } from "./selection.ts";
import { SwipeCard } from "./swipe-card.tsx";
import { type Answering, useRoundState } from "./use-answering.ts";
import { useKeys } from "./use-keys.ts";

type AskedProps = { group: AskedGroup; answering: Answering };

/** "Are these Anna?": the faces of one group beside the best of the person. */
export function AskedQuestion({ group, answering }: AskedProps) {
  const t = useTranslations("review");
  const [selection, setSelection] = useRoundState(answering.round, EVERYTHING);
  const [isChoosing, setIsChoosing] = useRoundState(answering.round, false);
  const { personId, faces, faceCount } = group;
  const name = group.name ?? t("thisPerson");
  const { chosen, active } = facesOf(selection, faces);
  const give = useAnswers({ group, answering }, name, chosen);
  const choose = () => setIsChoosing(true);
  useKeys({ y: give.yes, n: give.no, s: choose, f: give.notFace, v: give.never });
  return (
    <QuestionFrame
      title={t("asked.question", { count: faces.length, name })}
      changes={t("asked.changes", { count: new Set(chosen.map((face) => face.visitId)).size })}
      picture={
        <>
          <div className="flex items-center justify-center gap-4">
            <div className="min-w-0 grow">
              <SwipeCard src={active?.cropUrl ?? null} onYes={give.yes} onNo={give.no} />
            </div>
            <Likely name={name} cropUrls={group.bestCropUrls} />
          </div>
          {active && <SeeVisit visitId={active.visitId} />}
        </>
      }
    >
      <FaceStrip faces={faces} selection={selection} onChange={setSelection} />
      {faceCount > faces.length && (
        <p className="text-small text-muted">
          {t("asked.more", { shown: faces.length, count: faceCount })}
        </p>
      )}
      <AskedButtons
        name={name}
        give={give}
        isReady={answering.isReady && chosen.length > 0}
        onChoose={choose}
      />
      {isChoosing && (
        <NameChooser
          exceptPersonId={personId}
          allowsNameless
          onClose={() => setIsChoosing(false)}
          onChoose={(to) => {
            setIsChoosing(false);
            give.to(to);
          }}
        />
      )}
    </QuestionFrame>
  );
}

type Give = ReturnType<typeof useAnswers>;

/** What can be said of the chosen faces. */
function useAnswers(
  { group: { personId }, answering }: AskedProps,
  name: string,
  chosen: readonly ReviewFace[],
) {
  const said = useTranslations("review.said");
  const give = (answer: AskedAnswer["answer"], words: (count: number) => string) => {
    if (chosen.length === 0) return;
    const faceIds = chosen.map(({ faceId }) => faceId);
    const asked = { kind: "asked", personId, faceIds, answer } as const;
    void answering.answer({ answer: asked, about: faceIds.length, words, countsFaces: true });
  };
  return {
    yes: () => give("yes", (count) => said("yes", { count, name })),
    no: () => give("no", (count) => said("no", { count, name })),
    notFace: () => give("not-a-face", (count) => said("notFace", { count })),
    never: () => give("never", () => said("never", { name })),
    to: (to: Choice) => {
      const toName = to.name;
      give(to.personId ? { personId: to.personId } : { name: toName }, (count) =>
        toName ? said("given", { count, name: toName }) : said("givenNew", { count }),
      );
    },
  };
}

/** Who is asked about: the best faces, and the name under them. */
function Likely({ name, cropUrls }: { name: string; cropUrls: readonly string[] }) {
  const t = useTranslations("review.asked");
  return (
    <figure className="flex w-24 shrink-0 flex-col items-center gap-2 text-center">
      {cropUrls.map((url) => (
        <FacePicture key={url} src={url} sizePx={60} />
      ))}
      <figcaption className="w-full font-semibold wrap-anywhere">
        <span aria-hidden>{name}</span>
        <span className="sr-only">{t("best", { name })}</span>
      </figcaption>
    </figure>
  );
}

function AskedButtons({
  name,
  give,
  isReady,
  onChoose,
}: {
  name: string;
  give: Give;
  isReady: boolean;
  onChoose: () => void;
}) {
  const t = useTranslations("review");
  return (
    <>
      <Answers
        main={
          <>
            <AnswerButton letter="N" isReady={isReady} onPress={give.no}>
              {t("no")}
            </AnswerButton>
            <AnswerButton letter="Y" look="main" isReady={isReady} onPress={give.yes}>
              {t("yesName", { name })}
            </AnswerButton>
          </>
        }
        others={
          <>
            <AnswerButton letter="S" look="plain" isReady={isReady} onPress={onChoose}>
              {t("somebodyElse")}
            </AnswerButton>
            <AnswerButton letter="F" look="plain" isReady={isReady} onPress={give.notFace}>
              {t("notFace")}
            </AnswerButton>
            <AnswerButton letter="V" look="plain" isReady={isReady} onPress={give.never}>
              {t("never")}
            </AnswerButton>
          </>
        }
      />
      <p className="text-center text-small text-muted pane:hidden">{t("swipe")}</p>
    </>
  );
}
