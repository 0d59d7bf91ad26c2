"use client";
import { useState } from "react";
import useSWR from "swr";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useIdle } from "#components/ui/when-idle.ts";
import type { GivenAnswer } from "#lib/review/types.ts";
import { ANSWERS_ADDRESS } from "./send-answer.ts";

/** What the member answered last before this page was opened, as Kith has it: the newest first. */
export function useEarlierAnswers() {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const { data = [] } = useSWR<GivenAnswer[]>(useIdle() ? ANSWERS_ADDRESS : null, fetchJson, {
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
  });
  return {
    earlier: data.filter(({ key }) => !gone.has(key)),
    /** It was taken back, or was given on this page after all. */
    leaveOut: (key: string) => setGone((before) => new Set([...before, key])),
  };
}
