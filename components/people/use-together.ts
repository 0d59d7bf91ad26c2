"use client";
import { useTranslations } from "next-intl";
import type { ActionResult } from "#components/ui/action-result.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { ChoosingActions, DoneTogether } from "./choosing-actions.ts";

/** Has an act on several people said and taken back in the undo bar. `onDone` runs after each, also after an undo. */
export function useTogether({ undo, redo }: ChoosingActions, onDone: () => unknown) {
  const t = useTranslations("people.said");
  const show = useUndoBar();
  const settle = async <T>(result: Promise<ActionResult<T>>) => {
    const settled = await result.catch(() => ({ ok: false, message: t("unreachable") }) as const);
    await onDone();
    return settled;
  };
  const takeBack = async (done: DoneTogether) => {
    const result = await settle(undo(done));
    show(
      result.ok
        ? { text: t("takenBack"), undo: () => void doAgain(done), label: t("redo") }
        : { text: result.message },
    );
  };
  const doAgain = async (done: DoneTogether) => {
    const result = await settle(redo(done));
    show(
      result.ok
        ? { text: t("doneAgain"), undo: () => void takeBack(done) }
        : { text: result.message },
    );
  };
  /** @param isFinal nothing may offer to take it back */
  return async (act: Promise<ActionResult<DoneTogether>>, text: string, isFinal = false) => {
    const result = await settle(act);
    if (!result.ok) return show({ text: result.message });
    const canUndo = !isFinal && result.data.entryIds.length > 0;
    show({ text, ...(canUndo && { undo: () => void takeBack(result.data) }) });
  };
}
