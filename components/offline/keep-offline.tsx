"use client";
import { useEffect, useRef } from "react";
import "#components/install/install-prompt.ts";
import { useLive } from "#components/ui/live.tsx";

/** The first load of all is left in peace. */
const FIRST_AFTER_MS = 10_000;
const AFTER_MS = 1_000;
/** Changes come often: the copy is made anew at most so often. */
const EVERY_MS = 60_000;

/** Keeps what this device shows without a connection as it was when there was one last. */
export function KeepOffline({ owner }: { owner: string }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keptAt = useRef(0);
  const keepIn = (afterMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      keptAt.current = Date.now();
      import("./kept-copy.ts").then(({ keepCopy }) => keepCopy(owner)).catch(() => undefined);
    }, afterMs);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a page
  useEffect(() => {
    keepIn(navigator.serviceWorker?.controller ? AFTER_MS : FIRST_AFTER_MS);
    return () => clearTimeout(timer.current);
  }, []);
  useLive(() => {
    if (keptAt.current > 0) keepIn(Math.max(AFTER_MS, keptAt.current + EVERY_MS - Date.now()));
  });
  return null;
}
