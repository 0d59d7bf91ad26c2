"use client";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
} from "react";
import { useLive } from "#components/ui/live.tsx";
import { newKey } from "#components/ui/new-key.ts";
import type { Answer } from "#lib/review/schema.ts";
import type { AnswerFate } from "#lib/review/types.ts";
import { type AnswerStore, openAnswerStore } from "./answer-store.ts";
import { sendAnswer, sendTakenBack } from "./send-answer.ts";
import { sendAnswers } from "./send-answers.ts";
import { takenBack, type WaitingAnswer } from "./waiting-answer.ts";

/** What became of an answer at once; "waiting": it is kept here until Kith can be reached. */
export type GivenFate = AnswerFate | { state: "waiting" };

export type AnswerQueue = {
  /** Those that Kith has not heard of, oldest first. */
  waiting: readonly WaitingAnswer[];
  /** Those of which nothing was done. */
  refused: readonly WaitingAnswer[];
  give(answer: Answer, words: string): Promise<{ given: WaitingAnswer; fate: GivenFate }>;
  takeBack(given: WaitingAnswer): Promise<GivenFate>;
  /** Takes back what was given before this page was opened. @returns null where Kith cannot be reached */
  takeBackEarlier(key: string): Promise<AnswerFate | null>;
  /** Somebody has read that nothing was done. */
  dismiss(key: string): Promise<void>;
  /** Sends what can be sent. @returns how many still wait */
  send(): Promise<number>;
  /** Deletes what is left. */
  forget(): Promise<void>;
};

const QueueContext = createContext<AnswerQueue | null>(null);

/** There is no AnswerQueueProvider around it. */
class NoAnswerQueueError extends Error {
  override readonly name = "NoAnswerQueueError";
}

/** The answers that were given on this device. */
export function useAnswerQueue(): AnswerQueue {
  const queue = useContext(QueueContext);
  if (!queue) throw new NoAnswerQueueError();
  return queue;
}

const LOCK = "kith-answers";

/** One tab at a time, where the browser can see to it; Kith itself tells the same answer by its key. */
const alone = <T,>(work: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request(LOCK, work) : work();

/** Keeps what is answered until Kith has it, and sends it whenever there is a connection. */
export function AnswerQueueProvider({
  accountId,
  children,
}: {
  accountId: string;
  children: ReactNode;
}) {
  const [kept, setKept] = useState<readonly WaitingAnswer[]>([]);
  const queue = useMemo(() => queueOf(accountId, setKept), [accountId]);
  const flush = useEffectEvent(() => void queue.flush());
  useEffect(() => {
    flush();
    window.addEventListener("online", flush);
    return () => window.removeEventListener("online", flush);
  }, []);
  useLive(() => queue.flush());
  const value = useMemo(
    () => ({
      ...queue,
      waiting: kept.filter(({ refusal }) => !refusal),
      refused: kept.filter(({ refusal }) => refusal),
    }),
    [queue, kept],
  );
  return <QueueContext value={value}>{children}</QueueContext>;
}

/** What waits must not go when the device needs room, and goes to Kith though no page may be open then. */
function keepWaiting(): void {
  navigator.storage?.persist?.().catch(() => undefined);
  navigator.serviceWorker?.ready
    .then((registration) => (registration as SyncingRegistration).sync?.register("answers"))
    .catch(() => undefined);
}

/** Background Sync, which not every browser has. */
type SyncingRegistration = ServiceWorkerRegistration & {
  sync?: { register(tag: string): Promise<void> };
};

function queueOf(accountId: string, onKept: (kept: readonly WaitingAnswer[]) => void) {
  let opening: Promise<AnswerStore> | undefined;
  let own: readonly WaitingAnswer[] = [];
  // What Kith has told, whichever sending it was.
  const fates = new Map<string, AnswerFate>();
  const opened = () => {
    opening ??= openAnswerStore();
    return opening;
  };
  const flush = async () => {
    const store = await opened();
    const told = await alone(() => sendAnswers(store, accountId, sendAnswer, () => new Date()));
    for (const [key, fate] of told) fates.set(key, fate);
    own = (await store.all()).filter((each) => each.accountId === accountId);
    onKept(own);
    return (key: string): GivenFate => {
      const fate = fates.get(key);
      if (fate) return fate;
      const left = own.some((each) => each.key === key);
      // Another tab has sent it: that it was done is all there is to know.
      return left ? { state: "waiting" } : { state: "done", answered: 0, missed: 0, became: null };
    };
  };
  return {
    flush,
    async give(answer: Answer, words: string) {
      const given: WaitingAnswer = {
        ...{ key: newKey(), accountId, givenAt: new Date().toISOString(), answer, words },
        ...{ wasSent: false, isTakenBack: false, refusal: null },
      };
      await (await opened()).change(given.key, () => given);
      const fate = (await flush())(given.key);
      if (fate.state === "waiting") keepWaiting();
      return { given, fate };
    },
    async takeBack(given: WaitingAnswer): Promise<GivenFate> {
      // One that is no longer kept was done.
      const done = { ...given, wasSent: true };
      const left = await (await opened()).change(given.key, (each) => takenBack(each ?? done));
      fates.delete(given.key);
      const fate: GivenFate = (await flush())(given.key);
      if (!left) return { state: "taken-back" };
      if (fate.state === "waiting") keepWaiting();
      return fate;
    },
    takeBackEarlier: (key: string) => sendTakenBack({ key, accountId }),
    async dismiss(key: string) {
      await (await opened()).change(key, () => null);
      await flush();
    },
    async send() {
      await flush();
      return own.filter(({ refusal }) => !refusal).length;
    },
    async forget() {
      const store = await opened();
      for (const { key } of own) await store.change(key, () => null);
    },
  };
}
