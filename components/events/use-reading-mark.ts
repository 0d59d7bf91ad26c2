"use client";
import { useEffect, useState } from "react";
import type { VisitSummary } from "#lib/events/types.ts";

/** Further down than this the reader is reading, and new rows wait under the pill. */
const READING_FROM_PX = 160;

/** Holds back new visits while the reader is further down, so that nothing jumps. */
export function useReadingMark(visits: readonly VisitSummary[]) {
  const newest = visits[0]?.startedAt ?? "";
  const [arrivedSince] = useState(newest);
  const [mark, setMark] = useState(newest);
  useEffect(() => {
    const catchUp = () => {
      if (window.scrollY < READING_FROM_PX) setMark(newest);
    };
    catchUp();
    window.addEventListener("scroll", catchUp, { passive: true });
    return () => window.removeEventListener("scroll", catchUp);
  }, [newest]);
  const reveal = () => {
    setMark(newest);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    window.scrollTo({ top: 0, behavior: still ? "instant" : "smooth" });
  };
  const shown = visits.filter(({ startedAt }) => startedAt <= mark);
  return { shown, fresh: visits.length - shown.length, reveal, arrivedSince };
}
