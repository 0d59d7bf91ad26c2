"use client";
import { ChevronLeft, ChevronRight, Undo2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ReviewSkeleton } from "#components/shell/page-skeleton.tsx";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { useConnection } from "#components/ui/connection.ts";
import { UnreachableError } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { Question, ReviewLeft, ReviewPage } from "#lib/review/types.ts";
import { AnswerButton, Key, useLetter } from "./answer-button.tsx";
import { useAnswerQueue } from "./answer-queue.tsx";
import { AskedQuestion } from "./asked-question.tsx";
import { NewcomerQuestion } from "./newcomer-question.tsx";
import { useKeptFocus } from "./question-frame.tsx";
import { ReviewKeysSwitch } from "./review-keys-switch.tsx";
import { SameQuestion } from "./same-question.tsx";
import { type Answering, useAnswering } from "./use-answering.ts";
import { useKeys } from "./use-keys.ts";
import { useReviewQueue } from "./use-review-queue.ts";

/** What Kith asks the household, one question at a time. Every answer can be taken back. */
export function ReviewScreen({ initial }: { initial: ReviewPage }) {
  const queue = useReviewQueue(initial);
  const { said, facesDone, undo, ...answering } = useAnswering(queue);
  const { next, previous, page, question, error } = queue;
  useKeptFocus(queue.place.key);
  useKeys({
    j: () => next?.(),
    k: () => previous?.(),
    u: () => undo?.(),
  });
  return (
    <div className="mx-auto max-w-[920px]">
      <Header left={page?.left ?? initial.left} facesDone={facesDone}>
        <Step letter="K" name="previous" onPress={previous} />
        <Step letter="J" name="next" onPress={next} />
        <Undo onPress={undo} />
      </Header>
      <p role="status" className="mb-2 min-h-[22px] px-1 text-pretty">
        {said}
      </p>
      {question && <Asked {...{ question, answering }} />}
      {!question && <NoQuestion left={page?.left ?? initial.left} error={error} />}
      <div className="mt-8 hidden border-t border-line pt-2 pane:block">
        <ReviewKeysSwitch />
      </div>
    </div>
  );
}

/** Where no question can be shown: there is none, or it comes, or it is not on this device. */
function NoQuestion({ left, error }: { left: ReviewLeft; error: Error | undefined }) {
  const { isOffline } = useConnection();
  const { waiting } = useAnswerQueue();
  if (left.questions === 0) return <Nothing />;
  if (isOffline) return <NotHere />;
  if (error) return <FetchProblem error={error} />;
  // What is asked next comes once Kith takes what was answered here.
  return waiting.length > 0 ? <FetchProblem error={new UnreachableError()} /> : <ReviewSkeleton />;
}

function Asked({ question, ...rest }: { question: Question; answering: Answering }) {
  switch (question.kind) {
    case "asked":
      return <AskedQuestion group={question} {...rest} />;
    case "same":
      return <SameQuestion question={question} {...rest} />;
    case "newcomer":
      return <NewcomerQuestion newcomer={question} {...rest} />;
  }
}

function Header({
  left,
  facesDone,
  children,
}: {
  left: ReviewLeft;
  facesDone: number;
  children: ReactNode;
}) {
  const t = useTranslations("review");
  const words = [
    t("questionsLeft", { count: left.questions }),
    ...(left.faces > 0 ? [t("facesLeft", { count: left.faces })] : []),
  ];
  const total = facesDone + left.faces;
  return (
    <header className="mb-2">
      <div className="flex flex-wrap items-center gap-x-2">
        <h1 className="grow px-1 text-display font-semibold">{t("title")}</h1>
        {children}
      </div>
      {left.questions > 0 && (
        <p className="mb-2 px-1 text-muted tabular-nums">{words.join(" · ")}</p>
      )}
      {total > 0 && <ProgressBar label={t("progress")} share={facesDone / total} />}
    </header>
  );
}

function Undo({ onPress }: { onPress: (() => void) | undefined }) {
  const t = useTranslations("review");
  return (
    <AnswerButton letter="U" onPress={onPress}>
      <Undo2 aria-hidden size={20} strokeWidth={1.75} />
      {t("undo")}
    </AnswerButton>
  );
}

/** To the question before or after, leaving this one open. */
function Step({
  letter,
  name,
  onPress,
}: {
  letter: string;
  name: "previous" | "next";
  onPress: (() => void) | undefined;
}) {
  const t = useTranslations("review");
  const key = useLetter(letter);
  const Icon = name === "next" ? ChevronRight : ChevronLeft;
  return (
    <Button
      look="plain"
      aria-label={t(name)}
      aria-keyshortcuts={key}
      aria-disabled={!onPress}
      onClick={() => onPress?.()}
      className={onPress ? "px-3" : "px-3 opacity-50"}
    >
      <Icon aria-hidden size={20} strokeWidth={1.75} />
      {key && <Key>{key}</Key>}
    </Button>
  );
}

function NotHere() {
  const t = useTranslations("review.notHere");
  return (
    <div className="mx-auto max-w-sm py-16 text-center">
      <h2 className="text-title font-semibold">{t("title")}</h2>
      <p className="mt-1 text-pretty text-muted">{t("text")}</p>
    </div>
  );
}

function Nothing() {
  const t = useTranslations("review.empty");
  return (
    <div className="flex flex-col items-center gap-4 py-16 text-center">
      <div className="max-w-sm">
        <h2 className="text-title font-semibold">{t("title")}</h2>
        <p className="mt-1 text-pretty text-muted">{t("text")}</p>
      </div>
      <Link href="/people" className={buttonClasses("main")}>
        {t("people")}
      </Link>
    </div>
  );
}
