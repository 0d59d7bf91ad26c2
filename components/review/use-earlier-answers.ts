"use client";
import { useMemo, useState } from "react";
import useSWR from "swr";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { newKey } from "#components/ui/new-key.ts";
import { useIdle } from "#components/ui/when-idle.ts";
import type { GivenAnswer } from "#lib/review/types.ts";
import { useAnswerQueue } from "./answer-queue.tsx";
import { ANSWERS_ADDRESS } from "./send-answer.ts";

/** What the member answered last before this page was opened, as Kith has it: the newest first. */
export function useEarlierAnswers() {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const { waiting, send } = useAnswerQueue();
  const isAsked = useIdle() && waiting.length === 0;
  // Another name each time: a list of before would lack the answers since, and the wrong one be taken back.
  const name = useMemo(() => (isAsked ? [ANSWERS_ADDRESS, newKey()] : null), [isAsked]);
  const { data = [] } = useSWR<GivenAnswer[]>(
    name,
    // Kith has the whole list only once it has what this device still sends.
    async () => ((await send()) === 0 ? await fetchJson(ANSWERS_ADDRESS) : []),
    { revalidateOnFocus: false, revalidateOnReconnect: false },
  );
  return {
    earlier: data.filter(({ key }) => !gone.has(key)),
    /** It was taken back, or was given on this page after all. */
    leaveOut: (key: string) => setGone((before) => new Set([...before, key])),
  };
}
