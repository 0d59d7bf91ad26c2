"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { questionAnswered } from "#lib/review/question-key.ts";
import type { Answer } from "#lib/review/schema.ts";
import type { GivenAnswer } from "#lib/review/types.ts";
import { useAnswerQueue } from "./answer-queue.tsx";
import { type Place, START } from "./place.ts";
import { useBecameWords } from "./use-became-words.ts";
import { useEarlierAnswers } from "./use-earlier-answers.ts";
import type { useReviewQueue } from "./use-review-queue.ts";
import type { WaitingAnswer } from "./waiting-answer.ts";

/** So long a question is shown before it can be answered: the second press of two was not for it. */
const SETTLE_MS = 300;

type Done = { given: WaitingAnswer; place: Place; faces: number };

/**
 * Gives an answer. `words` says what it does to so many faces; `about` is how many it is about, and
 * `countsFaces` says that those are fewer left.
 */
export type GiveAnswer = (given: {
  answer: Answer;
  about: number;
  words: (count: number) => string;
  countsFaces?: boolean;
}) => Promise<void>;

export type Answering = {
  answer: GiveAnswer;
  /** False until the question has been seen. */
  isReady: boolean;
  /** Another one with every question, and after every answer. */
  round: string;
};

/**
 * Answers the questions of a queue, one after the other, and takes answers back, the last one first, also
 * those that were given before the page was opened.
 */
export function useAnswering(queue: ReturnType<typeof useReviewQueue>) {
  const t = useTranslations("review.said");
  const answers = useAnswerQueue();
  const becameWords = useBecameWords();
  const { earlier, leaveOut } = useEarlierAnswers();
  const [done, setDone] = useState<readonly Done[]>([]);
  const [said, setSaid] = useState("");
  const isBusy = useRef(false);
  const round = `${queue.place.key} ${done.length}`;
  const isReady = useSettled(round);

  const once = async (act: () => Promise<void>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    await act().finally(() => {
      isBusy.current = false;
    });
  };
  const answer: GiveAnswer = async ({ answer, about, words, countsFaces = false }) => {
    if (!isReady) return;
    await once(async () => {
      const { place } = queue;
      const { given, fate } = await answers.give(answer, words(about));
      await queue.refresh().catch(() => undefined);
      if (fate.state === "refused") {
        setSaid([fate.message, becameWords(fate.became)].join(" "));
        return await answers.dismiss(given.key);
      }
      leaveOut(given.key);
      setDone((before) => [...before, { given, place, faces: countsFaces ? about : 0 }]);
      if (fate.state !== "done") return setSaid(`${words(about)} ${t("waits")}`);
      const missed = fate.missed > 0 ? [t("missed", { count: fate.missed })] : [];
      setSaid(
        [words(fate.answered || about), ...missed, becameWords(fate.became)].join(" ").trim(),
      );
    });
  };
  const last = done.at(-1) ?? lastWaiting(answers.waiting);
  const undoOwn = async ({ given, place }: Done) => {
    const fate = await answers.takeBack(given);
    await queue.goTo(place, given.key);
    setDone((before) => before.slice(0, -1));
    leaveOut(given.key);
    if (fate.state === "refused") return setSaid(fate.message);
    setSaid(fate.state === "waiting" ? `${t("takenBack")} ${t("waits")}` : t("takenBack"));
  };
  const [before] = earlier;
  const undoEarlier = async ({ key, question }: GivenAnswer) => {
    const fate = await answers.takeBackEarlier(key);
    if (!fate) return setSaid(t("unreachable"));
    await queue.goTo({ ...START, key: question }, key);
    leaveOut(key);
    setSaid(fate.state === "refused" ? fate.message : t("takenBack"));
  };
  const undo = last ? () => undoOwn(last) : before && (() => undoEarlier(before));
  const faces = done.reduce((sum, each) => sum + each.faces, 0);
  return {
    answer,
    isReady,
    round,
    said,
    facesDone: faces,
    undo: undo && (() => void once(undo)),
  };
}

/** What was given before the page was opened and waits here to be sent, the last of it. */
function lastWaiting(waiting: readonly WaitingAnswer[]): Done | undefined {
  const given = waiting.findLast(
    ({ answer, isTakenBack }) => !isTakenBack && questionAnswered(answer) !== null,
  );
  return given && { given, place: { ...START, key: questionAnswered(given.answer) }, faces: 0 };
}

/** State that begins anew with every round. */
export function useRoundState<Value>(round: string, initial: Value) {
  const [state, setState] = useState({ round, value: initial });
  const value = state.round === round ? state.value : initial;
  return [value, (next: Value) => setState({ round, value: next })] as const;
}

function useSettled(what: string): boolean {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(what), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [what]);
  return settled === what;
}
