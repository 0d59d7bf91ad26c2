"use client";
import { useEffect, useState } from "react";
import { useSWRConfig } from "swr";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useCurrent } from "#components/ui/use-current.ts";
import type { ReviewPage } from "#lib/review/types.ts";
import { useAnswerQueue } from "./answer-queue.tsx";
import { type Place, placeAfter, placeBefore, placeOn, questionAt, START } from "./place.ts";
import { unanswered } from "./unanswered.ts";
import type { WaitingAnswer } from "./waiting-answer.ts";

const address = ({ trail }: Place) => {
  const after = trail.at(-1);
  return after ? `/api/review?after=${after}` : "/api/review";
};

/** Where somebody was when they left the review; forgotten with the page. */
let lastPlace: Place | null = null;

/**
 * The queue and a place in it, without what waits here to be sent. The question shown stays while others
 * come and go around it.
 */
export function useReviewQueue(initial: ReviewPage) {
  const [place, setPlace] = useState(() => lastPlace ?? placeOn(START, initial));
  useEffect(() => {
    lastPlace = place;
  }, [place]);
  const { mutate } = useSWRConfig();
  const {
    data,
    error,
    mutate: refresh,
  } = useCurrent<ReviewPage, ReviewPage | undefined>(
    address(place),
    place.trail.length === 0 ? initial : undefined,
  );
  const { unsent, showAgain } = useUnsent(refresh);
  const page = data && unanswered(data, unsent);
  const now = page ? placeOn(place, page) : place;
  const isSame = now.key === place.key && now.index === place.index && now.trail === place.trail;
  if (!isSame) setPlace(now);
  const next = page && placeAfter(now, page);
  const previous = placeBefore(now);
  return {
    page,
    error,
    place: now,
    question: page && questionAt(now, page),
    refresh,
    /** Goes back to where a question was asked, to be asked it again: its answer of this key is taken back. */
    goTo: async (past: Place, key: string) => {
      // Where it cannot be asked for: what was asked there before.
      const asked = (known?: ReviewPage) => fetchJson<ReviewPage>(address(past)).catch(() => known);
      await mutate(address(past), asked, { revalidate: false });
      showAgain(key);
      setPlace(past);
    },
    next: next && (() => setPlace(next)),
    previous: previous && (() => setPlace(previous)),
  };
}

/** What waits to be sent; what has been sent only once the queue no longer asks about it. */
function useUnsent(refresh: () => Promise<unknown>) {
  const waiting = useAnswerQueue().waiting.filter(({ isTakenBack }) => !isTakenBack);
  const [hidden, setHidden] = useState<readonly WaitingAnswer[]>(waiting);
  const keys = waiting.map(({ key }) => key).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys tell when it changes
  useEffect(() => {
    const isMore = hidden.every(({ key }) => keys.includes(key));
    if (isMore) return setHidden(waiting);
    void refresh()
      .catch(() => undefined)
      .then(() => setHidden(waiting));
  }, [keys]);
  return {
    unsent: hidden.map(({ answer }) => answer),
    /** At once, though the queue may not be told anew. */
    showAgain: (key: string) => setHidden((all) => all.filter((each) => each.key !== key)),
  };
}
