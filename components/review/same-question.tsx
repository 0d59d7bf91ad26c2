"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ProposedPerson } from "#lib/proposals/types.ts";
import type { SamePeople } from "#lib/review/types.ts";
import { AnswerButton } from "./answer-button.tsx";
import { Answers, QuestionFrame } from "./question-frame.tsx";
import { SeeVisit } from "./see-visit.tsx";
import { BigFace, SwipeCard } from "./swipe-card.tsx";
import type { Answering } from "./use-answering.ts";
import { useKeys } from "./use-keys.ts";

/** "Same person?": the face of each that makes it likely. */
export function SameQuestion({
  question: { proposalId, people },
  answering,
}: {
  question: SamePeople;
  answering: Answering;
}) {
  const t = useTranslations("review");
  const give = (isSame: boolean) => {
    const words = () => t(isSame ? "said.same" : "said.two");
    void answering.answer({ answer: { kind: "same", proposalId, isSame }, about: 1, words });
  };
  const yes = () => give(true);
  const no = () => give(false);
  useKeys({ y: yes, n: no });
  const visits = people[0].visitCount + people[1].visitCount;
  return (
    <QuestionFrame
      title={t("same.question")}
      changes={t("same.changes", { count: visits })}
      picture={
        <div className="grid grid-cols-2 gap-4">
          <Side person={people[0]} hasKey>
            <SwipeCard src={people[0].cropUrl} onYes={yes} onNo={no} />
          </Side>
          <Side person={people[1]} hasKey={false}>
            <BigFace src={people[1].cropUrl} />
          </Side>
        </div>
      }
    >
      <Answers
        main={
          <>
            <AnswerButton letter="N" isReady={answering.isReady} onPress={no}>
              {t("no")}
            </AnswerButton>
            <AnswerButton letter="Y" look="main" isReady={answering.isReady} onPress={yes}>
              {t("yes")}
            </AnswerButton>
          </>
        }
      />
    </QuestionFrame>
  );
}

function Side({
  person,
  hasKey,
  children,
}: {
  person: ProposedPerson;
  hasKey: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("review.same");
  return (
    <figure className="text-center">
      {children}
      <figcaption className="mt-2 font-semibold wrap-anywhere">
        {person.name ?? t("seen", { count: person.visitCount })}
      </figcaption>
      {person.visitId && <SeeVisit visitId={person.visitId} hasKey={hasKey} />}
    </figure>
  );
}
