"use client";
import { useSyncExternalStore } from "react";

/** What Chrome and its kin hand out where an app can be installed. */
type InstallPrompt = Event & { prompt(): Promise<unknown>; userChoice: Promise<unknown> };

let offered: InstallPrompt | null = null;
const listeners = new Set<() => void>();

function become(next: InstallPrompt | null): void {
  offered = next;
  for (const listener of listeners) listener();
}

// It comes once, early, and on whatever page was opened first.
if (typeof window !== "undefined") {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    become(event as InstallPrompt);
  });
  window.addEventListener("appinstalled", () => become(null));
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Asks whether to install; null where the browser does not let a page ask. */
export function useInstallPrompt(): (() => Promise<void>) | null {
  const prompt = useSyncExternalStore(
    subscribe,
    () => offered,
    () => null,
  );
  if (!prompt) return null;
  return async () => {
    await prompt.prompt();
    await prompt.userChoice;
    become(null);
  };
}
