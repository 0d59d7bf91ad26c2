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
import { whenIdle } from "./when-idle.ts";

type Listeners = Set<() => void>;
const LiveContext = createContext<Listeners | null>(null);
const BuildContext = createContext<string | null>(null);

/** Changes come in bursts, one a step of the pipeline: one refresh for all of them. */
const BURST_MS = 250;
/** A browser connects again by itself, but for good no more where Kith has answered with an error. */
const RECONNECT_MS = 5_000;

/** Listens at `url` (server-sent events) and tells every `useLive` below it of changes. */
export function LiveProvider({ url, children }: { url: string; children: ReactNode }) {
  const [listeners] = useState<Listeners>(() => new Set());
  const [build, setBuild] = useState<string | null>(null);
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let reconnecting: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        for (const listener of listeners) listener();
      }, BURST_MS);
    };
    const listen = () => {
      source = new EventSource(url);
      source.addEventListener("changed", tell);
      source.addEventListener("build", ({ data }) => setBuild(data));
      // What changed between the page's making and now, or while Kith was away, was told to nobody.
      source.addEventListener("open", tell);
      source.addEventListener("error", () => {
        if (source?.readyState === EventSource.CLOSED)
          reconnecting = setTimeout(listen, RECONNECT_MS);
      });
    };
    const callOff = whenIdle(listen);
    // A page that slept may have missed something.
    const woke = () => document.visibilityState === "visible" && tell();
    document.addEventListener("visibilitychange", woke);
    return () => {
      callOff();
      source?.close();
      clearTimeout(timer);
      clearTimeout(reconnecting);
      document.removeEventListener("visibilitychange", woke);
    };
  }, [url, listeners]);
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

/** The build of the pages that the server runs; null while it has not said so. */
export const useServerBuild = (): string | null => useContext(BuildContext);
