"use client";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
} from "react";
import { SWRConfig } from "swr";
import { follow, type StreamEvent } from "./event-stream.ts";
import { whenIdle } from "./when-idle.ts";

type Listeners = Set<() => void>;
const LiveContext = createContext<Listeners | null>(null);
const BuildContext = createContext<string | null>(null);

/** Changes come in bursts, one a step of the pipeline: one refresh for all of them. */
const BURST_MS = 250;
const SIGNED_OUT_MS = 2_000;

/**
 * Listens at `url` (server-sent events) and tells every `useLive` below it of changes.
 *
 * @param madeAt when what is shown was read, ms since 1970: what changed later is told at once
 */
export function LiveProvider({
  url,
  madeAt,
  children,
}: {
  url: string;
  madeAt: number;
  children: ReactNode;
}) {
  const [listeners] = useState<Listeners>(() => new Set());
  const [since] = useState(madeAt);
  const [build, setBuild] = useState<string | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        for (const listener of listeners) listener();
      }, BURST_MS);
    };
    const hear = ({ name, data }: StreamEvent, wasAway: boolean) => {
      if (name === "build") setBuild(data);
      // What is shown may say that Kith is away: whatever is asked for anew says otherwise.
      if (name === "changed" || wasAway) tell();
    };
    // The page that it becomes is the sign-in, and leads back here. Whoever signs out here is on their way already.
    const signedOut = () =>
      void setTimeout(() => signal.aborted || location.reload(), SIGNED_OUT_MS);
    const callOff = whenIdle(() => void follow(`${url}?since=${since}`, signal, hear, signedOut));
    // A page that slept may have missed something.
    const woke = () => document.visibilityState === "visible" && tell();
    document.addEventListener("visibilitychange", woke);
    return () => {
      callOff();
      leaving.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", woke);
    };
  }, [url, since, listeners]);
  // Nothing fetched counts as fresh: whoever names somebody and goes back at once sees the name.
  return (
    <SWRConfig value={{ dedupingInterval: 0 }}>
      <LiveContext value={listeners}>
        <BuildContext value={build}>{children}</BuildContext>
      </LiveContext>
    </SWRConfig>
  );
}

/** Calls `onChange` after every change in the household. */
export function useLive(onChange: () => unknown): void {
  const listeners = useContext(LiveContext);
  const listener = useEffectEvent(onChange);
  useEffect(() => {
    const call = () => void listener();
    listeners?.add(call);
    return () => {
      listeners?.delete(call);
    };
  }, [listeners]);
}

/** Has all below the provider fetched anew, as after a change. */
export function useRefresh(): () => void {
  const listeners = useContext(LiveContext);
  return () => {
    for (const listener of listeners ?? []) listener();
  };
}

/** The build of the pages that the server runs; null while it has not said so. */
export const useServerBuild = (): string | null => useContext(BuildContext);
