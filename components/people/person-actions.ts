"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { Action, ActionResult } from "#components/ui/action-result.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { PersonCategory } from "#lib/identity/act.ts";
import type { MovePreview } from "#lib/people/types.ts";

/** The entry of the ledger that an act has written; null where nothing was to be done. */
type Done = { entryId: string | null };

/** The server actions on people and faces, given by the page. */
export type PersonActions = {
  rename: Action<{ personId: string; name: string | null }, Done>;
  /** `until` is the last day, "2026-11-22"; null: for good. */
  categorise: Action<
    {
      personId: string;
      category: PersonCategory;
      marking?: { note: string | null; until: string | null };
    },
    Done
  >;
  child: Action<{ personId: string; isChild: boolean }, Done>;
  hide: Action<{ personId: string; isHidden: boolean }, Done>;
  forget: Action<{ personId: string; atOnce: boolean }, Done>;
  merge: Action<{ personId: string; otherPersonId: string }, Done>;
  answer: Action<{ faceIds: string[]; personId: string; isSame: boolean }, Done>;
  reject: Action<{ faceIds: string[]; personId: string }, Done>;
  assign: Action<{ faceIds: string[]; personId: string | null }, Done>;
  dismiss: Action<{ faceIds: string[] }, Done>;
  /** What `merge` and `assign` would move. */
  tryMerge: Action<{ personIds: string[] }, MovePreview>;
  tryAssign: Action<{ faceIds: string[]; personId: string | null }, MovePreview>;
  undo: Action<{ entryId: string }>;
  redo: Action<{ entryId: string }>;
};

/** Runs an act, says `text` in the undo bar, and offers to take it back. A double press is one act. */
export type RunAct = <Input>(
  act: Action<Input, Done>,
  input: Input,
  text: string,
) => Promise<boolean>;

/**
 * Has acts said and taken back in the undo bar. `onDone` runs after each, also after an undo.
 *
 * @returns `run`, which resolves with whether the act was done; `undo` and `redo` of any entry
 */
export function usePersonActions(actions: PersonActions, onDone: () => unknown) {
  const t = useTranslations("people.said");
  const show = useUndoBar();
  const settle = async <T>(result: Promise<ActionResult<T>>) => {
    const settled = await result.catch(() => ({ ok: false, message: t("unreachable") }) as const);
    await onDone();
    return settled;
  };
  const undo = async (entryId: string) => {
    const result = await settle(actions.undo({ entryId }));
    show(
      result.ok
        ? { text: t("takenBack"), undo: () => void redo(entryId), label: t("redo") }
        : { text: result.message },
    );
  };
  const redo = async (entryId: string) => {
    const result = await settle(actions.redo({ entryId }));
    show(
      result.ok
        ? { text: t("doneAgain"), undo: () => void undo(entryId) }
        : { text: result.message },
    );
  };
  const underWay = useRef(new Set<string>());
  const run: RunAct = async (act, input, text) => {
    const press = JSON.stringify([text, input]);
    if (underWay.current.has(press)) return false;
    underWay.current.add(press);
    const result = await settle(act(input));
    underWay.current.delete(press);
    if (!result.ok) show({ text: result.message });
    else {
      const { entryId } = result.data;
      show({ text, ...(entryId && { undo: () => void undo(entryId) }) });
    }
    return result.ok;
  };
  return { run, undo, redo };
}

type Subject = { personId: string; name: string | null; category: PersonCategory };

/** Naming and sorting somebody. */
export function useLabelling(actions: PersonActions, run: RunAct) {
  const t = useTranslations("people");
  return {
    rename: ({ personId }: Subject, name: string | null) =>
      run(
        actions.rename,
        { personId, name },
        name ? t("said.named", { name }) : t("said.nameless"),
      ),
    categorise: ({ personId, name }: Subject, category: PersonCategory) =>
      run(
        actions.categorise,
        { personId, category },
        t("said.categorised", {
          who: name ?? t("said.someone"),
          category: t(`category.${category}`),
        }),
      ),
  };
}
