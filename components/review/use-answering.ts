"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { ActionResult } from "#components/ui/action-result.ts";
import type { Answered, TakeBack } from "#lib/review/types.ts";
import type { Place } from "./place.ts";
import type { ReviewActions } from "./review-actions.ts";
import type { useReviewQueue } from "./use-review-queue.ts";

/** So long a question is shown before it can be answered: the second press of two was not for it. */
const SETTLE_MS = 300;

type Done = { takeBack: TakeBack; place: Place; faces: number };

/** Sends an answer. `words` says what was done, `faces` how many of those left it takes. */
export type GiveAnswer = (
  call: () => Promise<ActionResult<Answered>>,
  words: (answered: Answered) => string,
  countsFaces?: boolean,
) => Promise<void>;

export type Answering = {
  answer: GiveAnswer;
  /** False until the question has been seen. */
  isReady: boolean;
  /** Another one with every question, and after every answer. */
  round: string;
};

/** Answers the questions of a queue, one after the other, and takes answers back, the last one first. */
export function useAnswering(
  queue: ReturnType<typeof useReviewQueue>,
  takeBack: ReviewActions["takeBack"],
) {
  const t = useTranslations("review.said");
  const [done, setDone] = useState<readonly Done[]>([]);
  const [said, setSaid] = useState("");
  const isBusy = useRef(false);
  const round = `${queue.place.key} ${done.length}`;
  const isReady = useSettled(round);
  const settle = <T>(result: Promise<ActionResult<T>>) =>
    result.catch(() => ({ ok: false, message: t("unreachable") }) as const);

  const once = async (act: () => Promise<void>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    await act().finally(() => {
      isBusy.current = false;
    });
  };
  const answer: GiveAnswer = async (call, words, countsFaces = false) => {
    if (!isReady) return;
    await once(async () => {
      const { place } = queue;
      const result = await settle(call());
      await queue.refresh();
      if (!result.ok) return setSaid(result.message);
      const { answered, missed } = result.data;
      const faces = countsFaces ? answered : 0;
      setDone((before) => [...before, { takeBack: result.data.takeBack, place, faces }]);
      setSaid(
        [words(result.data), ...(missed > 0 ? [t("missed", { count: missed })] : [])].join(" "),
      );
    });
  };
  const last = done.at(-1);
  const undo = () =>
    once(async () => {
      if (!last) return;
      const result = await settle(takeBack(last.takeBack));
      await queue.goTo(last.place).catch(() => undefined);
      // What cannot be taken back any more is not offered again.
      if (result.ok || result.message !== t("unreachable"))
        setDone((before) => before.slice(0, -1));
      setSaid(result.ok ? t("takenBack") : result.message);
    });
  const faces = done.reduce((sum, each) => sum + each.faces, 0);
  return {
    answer,
    isReady,
    round,
    said,
    facesDone: faces,
    undo: last ? () => void undo() : undefined,
  };
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
