"use client";
import { useState } from "react";
import useSWR, { useSWRConfig } from "swr";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import type { ReviewPage } from "#lib/review/types.ts";
import { type Place, placeAfter, placeBefore, placeOn, questionAt, START } from "./place.ts";

const address = ({ trail }: Place) => {
  const after = trail.at(-1);
  return after ? `/api/review?after=${after}` : "/api/review";
};

/** The queue and a place in it. The question shown stays while others come and go around it. */
export function useReviewQueue(initial: ReviewPage) {
  const [place, setPlace] = useState(() => placeOn(START, initial));
  const { mutate } = useSWRConfig();
  const {
    data: page,
    error,
    mutate: refresh,
  } = useSWR<ReviewPage, Error>(address(place), fetchJson, {
    ...(place.trail.length === 0 && { fallbackData: initial }),
  });
  useLive(() => refresh());
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
    /** Goes back to where a question was asked, to be asked it again. */
    goTo: async (past: Place) => {
      await mutate(address(past), fetchJson(address(past)), { revalidate: false });
      setPlace(past);
    },
    next: next && (() => setPlace(next)),
    previous: previous && (() => setPlace(previous)),
  };
}
