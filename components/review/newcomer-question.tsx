"use client";
import { useTranslations } from "next-intl";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { NewcomerAnswer } from "#lib/review/schema.ts";
import type { Newcomer, ReviewFace } from "#lib/review/types.ts";
import { AnswerButton } from "./answer-button.tsx";
import { FaceStrip } from "./face-strip.tsx";
import type { Choice } from "./name-choices.ts";
import { NameChooser } from "./name-chooser.tsx";
import { Answers, QuestionFrame } from "./question-frame.tsx";
import { SeeVisit } from "./see-visit.tsx";
import { EVERYTHING, facesOf } from "./selection.ts";
import { BigFace } from "./swipe-card.tsx";
import { type Answering, useRoundState } from "./use-answering.ts";
import { useKeys } from "./use-keys.ts";

type NewcomerProps = { newcomer: Newcomer; answering: Answering };

/** "Who is this?": somebody seen often without a name. */
export function NewcomerQuestion({ newcomer, answering }: NewcomerProps) {
  const t = useTranslations("review");
  const { dateAndTimeWords } = useTimeWords();
  const [selection, setSelection] = useRoundState(answering.round, EVERYTHING);
  const [isChoosing, setIsChoosing] = useRoundState(answering.round, false);
  const { personId, visitCount, lastSeenAt, faces } = newcomer;
  const { chosen, active } = facesOf(selection, faces);
  const give = useAnswers({ newcomer, answering }, chosen);
  const choose = () => setIsChoosing(true);
  useKeys({ y: choose, s: choose, v: give.never, f: give.notFaces });

  const { isReady } = answering;
  const when = dateAndTimeWords(lastSeenAt);
  return (
    <QuestionFrame
      title={t("newcomer.question")}
      changes={`${t("newcomer.changes", { count: visitCount })} ${t("newcomer.last", { when })}`}
      picture={
        <>
          <BigFace src={active?.cropUrl ?? null} />
          {active && <SeeVisit visitId={active.visitId} />}
        </>
      }
    >
      <FaceStrip faces={faces} selection={selection} onChange={setSelection} />
      <Answers
        main={
          <>
            <AnswerButton letter="V" isReady={isReady} onPress={give.never}>
              {t("never")}
            </AnswerButton>
            <AnswerButton letter="Y" look="main" isReady={isReady} onPress={choose}>
              {t("newcomer.name")}
            </AnswerButton>
          </>
        }
        others={
          <AnswerButton
            letter="F"
            look="plain"
            isReady={isReady && chosen.length > 0}
            onPress={give.notFaces}
          >
            {t("notFace")}
          </AnswerButton>
        }
      />
      {isChoosing && (
        <NameChooser
          exceptPersonId={personId}
          onClose={() => setIsChoosing(false)}
          onChoose={(choice) => {
            setIsChoosing(false);
            give.to(choice);
          }}
        />
      )}
    </QuestionFrame>
  );
}

function useAnswers(
  { newcomer: { personId }, answering }: NewcomerProps,
  chosen: readonly ReviewFace[],
) {
  const said = useTranslations("review.said");
  const give = (answer: NewcomerAnswer["answer"], words: (count: number) => string, about = 1) =>
    void answering.answer({ answer: { kind: "newcomer", personId, answer }, about, words });
  return {
    never: () => give("never", () => said("hidden")),
    notFaces: () => {
      if (chosen.length === 0) return;
      const notFaces = chosen.map(({ faceId }) => faceId);
      give({ notFaces }, (count) => said("notFace", { count }), notFaces.length);
    },
    to: ({ personId: knownId, name }: Choice) => {
      if (!name) return;
      if (knownId) give({ personId: knownId }, () => said("merged", { name }));
      else give({ name }, () => said("named", { name }));
    },
  };
}
