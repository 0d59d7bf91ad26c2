"use client";
import { type ReactNode, useEffect, useRef } from "react";

const QUESTION_ID = "question";

/** Has the question take the focus where the button that had it is gone with the question before. */
export function useKeptFocus(key: string | null): void {
  const before = useRef(key);
  useEffect(() => {
    if (before.current !== key && document.activeElement === document.body)
      document.getElementById(QUESTION_ID)?.focus({ preventScroll: true });
    before.current = key;
  }, [key]);
}

/** One question: what is asked and what a yes changes, the picture, and how to answer. */
export function QuestionFrame({
  title,
  changes,
  picture,
  children,
}: {
  title: string;
  changes: string;
  picture: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      aria-labelledby={QUESTION_ID}
      className="flex min-h-[calc(100dvh-16rem)] flex-col pane:grid pane:min-h-0 pane:grid-cols-2 pane:items-start pane:gap-8"
    >
      <div className="rounded-card bg-card p-4 shadow-card">
        <h2
          id={QUESTION_ID}
          tabIndex={-1}
          className="text-center text-title font-semibold wrap-anywhere outline-none"
        >
          {title}
        </h2>
        <p className="mb-3 text-center text-muted tabular-nums">{changes}</p>
        {picture}
      </div>
      <div className="mt-3 flex grow flex-col gap-3 pane:mt-0">{children}</div>
    </section>
  );
}

/** The answers: within the thumb's reach on a phone, whatever stands above them. */
export const Answers = ({ main, others }: { main: ReactNode; others?: ReactNode }) => (
  <div className="sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-10 -mx-4 mt-auto bg-ground px-4 py-2 pane:static pane:mt-0 pane:mx-0 pane:px-0">
    <div className="grid grid-cols-2 gap-2">{main}</div>
    {others && (
      <div className="mt-1 grid auto-cols-fr grid-flow-col gap-1 *:px-1 *:text-small pane:flex pane:*:px-2">
        {others}
      </div>
    )}
  </div>
);
