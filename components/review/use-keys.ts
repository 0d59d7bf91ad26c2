"use client";
import { useEffect, useEffectEvent } from "react";
import { useReviewKeys } from "./review-keys.tsx";

/** What the keys do, by `KeyboardEvent.key` in lower case. */
export type Keys = Readonly<Record<string, () => void>>;

/**
 * Listens to single keys on the whole page, but not while somebody writes or a sheet is open, and to
 * letters only where the account has them on.
 */
export function useKeys(keys: Keys): void {
  const { areOn } = useReviewKeys();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1 && !areOn) return;
    if (document.querySelector("[role=dialog]") || isField(event.target)) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
