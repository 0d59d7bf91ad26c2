"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
} from "react";
import { Button, buttonClasses } from "./button.tsx";
import { classNames } from "./class-names.ts";

/** `label` stands on the button instead of "Undo"; `more` leads to where more is said. */
type Message = {
  text: string;
  undo?: () => void;
  label?: string;
  more?: { href: string; words: string };
};
const UndoContext = createContext<(message: Message | null) => void>(() => undefined);

const ON_INK = "-ml-3 text-ground underline underline-offset-4 hover:bg-transparent";

/** How long the bar stays. */
const STAY_MS = 10_000;

/** Says what was just done in a bar at the bottom, with "Undo" where it can be taken back; null ends it. */
export const useUndoBar = () => useContext(UndoContext);

/** Holds the bar. One message at a time: the newest. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message | null>(null);
  const show = useCallback((next: Message | null) => setMessage(next), []);
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
        {message && <Bar key={message.text} message={message} onEnd={() => setMessage(null)} />}
      </div>
    </UndoContext>
  );
}

/** Stays for as long as somebody points at it or has the focus in it. */
function Bar({ message, onEnd }: { message: Message; onEnd: () => void }) {
  const t = useTranslations("ui");
  const [isHeld, setHeld] = useState(false);
  const end = useEffectEvent(onEnd);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message stays as long as the first
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(end, STAY_MS);
    return () => clearTimeout(timer);
  }, [isHeld, message]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while it is being read
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex max-w-[min(28rem,100%)] animate-arrive items-center gap-2 rounded-2xl bg-ink py-1 pr-1 pl-4 text-ground shadow-card"
    >
      <p className="min-w-0 py-2 pr-3 wrap-anywhere">{message.text}</p>
      {message.more && (
        <Link
          href={message.more.href}
          prefetch={false}
          className={buttonClasses("plain", ON_INK)}
          onClick={onEnd}
        >
          {message.more.words}
        </Link>
      )}
      {message.undo && (
        <Button
          look="plain"
          className={ON_INK}
          onClick={() => {
            message.undo?.();
            onEnd();
          }}
        >
          {message.label ?? t("undo")}
        </Button>
      )}
    </div>
  );
}
