"use client";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";

/** `label` stands on the button instead of "Undo". */
type Message = { text: string; undo?: () => void; label?: string };
const UndoContext = createContext<(message: Message | null) => void>(() => undefined);

/** How long the bar stays. */
const STAY_MS = 10_000;

/** Says what was just done in a bar at the bottom, with "Undo" where it can be taken back; null ends it. */
export const useUndoBar = () => useContext(UndoContext);

/** Holds the bar. One message at a time: the newest. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  const [message, setMessage] = useState<Message | null>(null);
  const show = useCallback((next: Message | null) => setMessage(next), []);
  useEffect(() => {
    if (!message) return;
    const timer = setTimeout(() => setMessage(null), STAY_MS);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <UndoContext value={show}>
      {children}
      <div
        aria-live="polite"
        className={classNames(
          "pointer-events-none fixed inset-x-0 bottom-20 z-40 flex justify-center px-4 pane:bottom-6",
          // Above a bar that has this place.
          "in-[body:has([data-bar])]:bottom-46 pane:in-[body:has([data-bar])]:bottom-30",
        )}
      >
        {message && (
          <div
            key={message.text}
            className="pointer-events-auto flex max-w-[min(28rem,100%)] animate-arrive items-center gap-2 rounded-2xl bg-ink py-1 pr-1 pl-4 text-ground shadow-card"
          >
            <p className="min-w-0 py-2 pr-3 wrap-anywhere">{message.text}</p>
            {message.undo && (
              <Button
                look="plain"
                className="-ml-3 text-ground underline underline-offset-4 hover:bg-transparent"
                onClick={() => {
                  message.undo?.();
                  setMessage(null);
                }}
              >
                {message.label ?? t("undo")}
              </Button>
            )}
          </div>
        )}
      </div>
    </UndoContext>
  );
}
