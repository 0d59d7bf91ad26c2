"use client";
import { useTranslations } from "next-intl";
import type { Action, ActionResult } from "#components/ui/action-result.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";

/**
 * Has acts said and taken back in the undo bar, and done again from there. `onDone` runs after each, also
 * after an undo.
 *
 * @returns `settle`, which waits for an act's answer; `say`, which tells of it and offers to take `entry`
 * back, unless it is null; `undo` and `redo` of any entry
 */
export function useUndoable<Entry>(
  actions: { undo: Action<Entry>; redo: Action<Entry> },
  onDone: () => unknown,
) {
  const t = useTranslations("people.said");
  const show = useUndoBar();
  const settle = async <T>(result: Promise<ActionResult<T>>) => {
    const settled = await result.catch(() => ({ ok: false, message: t("unreachable") }) as const);
    await onDone();
    return settled;
  };
  const undo = async (entry: Entry) => {
    const result = await settle(actions.undo(entry));
    show(
      result.ok
        ? { text: t("takenBack"), undo: () => void redo(entry), label: t("redo") }
        : { text: result.message },
    );
  };
  const redo = async (entry: Entry) => {
    const result = await settle(actions.redo(entry));
    show(
      result.ok ? { text: t("doneAgain"), undo: () => void undo(entry) } : { text: result.message },
    );
  };
  const say = (text: string, entry: Entry | null) =>
    show({ text, ...(entry !== null && { undo: () => void undo(entry) }) });
  return { settle, say, undo, redo };
}
