"use client";
import { useSyncExternalStore } from "react";

/** The header of an answer that the service worker has kept: when Kith gave it, ISO 8601. */
export const KEPT_AT = "x-kith-kept-at";

/** `asOf`: when what is shown was true, ISO 8601; null: nothing was heard yet. */
export type Connection = { isOffline: boolean; asOf: string | null };

const START: Connection = { isOffline: false, asOf: null };

let connection = START;
const listeners = new Set<() => void>();

function become(next: Connection): void {
  const isNews = next.isOffline || connection.isOffline || connection.asOf === null;
  connection = next;
  if (isNews) for (const listener of listeners) listener();
}

/** Notes an answer: Kith's own, or one that was kept. */
export function noteAnswer({ headers }: Pick<Response, "headers">): void {
  const keptAt = headers.get(KEPT_AT);
  become({ isOffline: keptAt !== null, asOf: keptAt ?? new Date().toISOString() });
}

/** Notes that Kith does not answer. What is shown stays as it was. */
export const noteSilence = (): void =>
  become({
    isOffline: true,
    asOf: connection.asOf ?? new Date(performance.timeOrigin).toISOString(),
  });

/** Whether Kith can be reached, as far as anything has been asked of it. */
export const useConnection = (): Connection =>
  useSyncExternalStore(
    subscribe,
    () => connection,
    () => START,
  );

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("offline", noteSilence);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("offline", noteSilence);
  };
}
