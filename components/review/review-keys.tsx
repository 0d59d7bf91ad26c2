"use client";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";

type ReviewKeys = { areOn: boolean; turn: (areOn: boolean) => void };

const KeysContext = createContext<ReviewKeys>({ areOn: true, turn: () => undefined });

/**
 * Holds whether the review listens to single letters. Whoever speaks to their computer, or presses keys by
 * mistake, must be able to turn them off (WCAG 2.1.4).
 */
export function ReviewKeysProvider({
  initial,
  save,
  children,
}: {
  initial: boolean;
  save: Action<{ areOn: boolean }>;
  children: ReactNode;
}) {
  const unreachable = useTranslations("account")("unreachable");
  const say = useUndoBar();
  const [areOn, setOn] = useState(initial);
  const value = useMemo(() => {
    const turn = async (next: boolean) => {
      setOn(next);
      const failed = { ok: false, message: unreachable } as const;
      const result = await save({ areOn: next }).catch(() => failed);
      if (result.ok) return;
      setOn(!next);
      say({ text: result.message });
    };
    return { areOn, turn: (next: boolean) => void turn(next) };
  }, [areOn, save, say, unreachable]);
  return <KeysContext value={value}>{children}</KeysContext>;
}

export const useReviewKeys = (): ReviewKeys => useContext(KeysContext);
