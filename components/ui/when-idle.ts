"use client";
import { useEffect, useState } from "react";

/** However slow or busy a page is, what waits for its leisure waits no longer. */
const LATEST_MS = 5_000;
/** For browsers that cannot tell when they are idle. */
const SOON_MS = 500;

/**
 * Does what nobody waits for once the page has loaded and the browser has nothing else to do, so that it
 * does not hold up what is shown first.
 *
 * @returns what calls it off
 */
export function whenIdle(work: () => void): () => void {
  const waiting = new AbortController();
  const { signal } = waiting;
  const begin = () => {
    if (signal.aborted) return;
    waiting.abort();
    work();
  };
  const wait = () =>
    "requestIdleCallback" in window
      ? void requestIdleCallback(begin)
      : void setTimeout(begin, SOON_MS);
  if (document.readyState === "complete") wait();
  else window.addEventListener("load", wait, { once: true, signal });
  setTimeout(begin, LATEST_MS);
  return () => waiting.abort();
}

/** Whether the page has come so far that there is time for what nobody waits for. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => whenIdle(() => setIdle(true)), []);
  return isIdle;
}
