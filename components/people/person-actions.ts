"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useAnswerQueue } from "#components/review/answer-queue.tsx";
import { useBecameWords } from "#components/review/use-became-words.ts";
import type { WaitingAnswer } from "#components/review/waiting-answer.ts";
import type { Action } from "#components/ui/action-result.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { PersonCategory } from "#lib/identity/act.ts";
import type { Label } from "#lib/people/schema.ts";
import type { MovePreview } from "#lib/people/types.ts";
import { useUndoable } from "./use-undoable.ts";

/** The entry of the ledger that an act has written; null where nothing was to be done. */
type Done = { entryId: string | null };

/** The server actions on people and faces, given by the page. */
export type PersonActions = {
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
 * Says something of somebody or of faces, now or once Kith can be reached; says `text` in the undo bar, and
 * offers to take it back.
 */
export type GiveLabel = (label: Label, text: string) => Promise<boolean>;

/**
 * Has acts said and taken back in the undo bar. `onDone` runs after each, also after an undo.
 *
 * @returns `run`, which resolves with whether the act was done; `undo` and `redo` of any entry
 */
export function usePersonActions(actions: PersonActions, onDone: () => unknown) {
  const { settle, say, undo, redo } = useUndoable(actions, onDone);
  const once = useOnce();
  const run: RunAct = (act, input, text) =>
    once(JSON.stringify([text, input]), async () => {
      const result = await settle(act(input));
      if (!result.ok) say(result.message, null);
      else {
        const { entryId } = result.data;
        say(text, entryId ? { entryId } : null);
      }
      return result.ok;
    });
  return {
    run,
    label: useGiveLabel(onDone),
    undo: (entryId: string) => undo({ entryId }),
    redo: (entryId: string) => redo({ entryId }),
  };
}

/** Lets a press that comes again while its work is under way do nothing. */
function useOnce() {
  const underWay = useRef(new Set<string>());
  return async (press: string, work: () => Promise<boolean>): Promise<boolean> => {
    if (underWay.current.has(press)) return false;
    underWay.current.add(press);
    return await work().finally(() => underWay.current.delete(press));
  };
}

/** The same where nothing else can be done than to say who somebody is. `onDone` as there. */
export function useGiveLabel(onDone: () => unknown): GiveLabel {
  const t = useTranslations("people.said");
  const show = useUndoBar();
  const becameWords = useBecameWords();
  const answers = useAnswerQueue();
  const once = useOnce();
  const give = async (label: Label, text: string) => {
    const { given, fate } = await answers.give(label, text);
    await onDone();
    if (fate.state === "refused") {
      await answers.dismiss(given.key);
      show({ text: `${fate.message} ${becameWords(fate.became)}` });
      return false;
    }
    const said = fate.state === "waiting" ? `${text} ${t("waits")}` : text;
    show({ text: said, undo: () => void takeBack(given, () => void give(label, text)) });
    return true;
  };
  const takeBack = async (given: WaitingAnswer, again: () => void) => {
    const fate = await answers.takeBack(given);
    await onDone();
    show(
      fate.state === "refused"
        ? { text: fate.message }
        : { text: t("takenBack"), undo: again, label: t("redo") },
    );
  };
  return (label, text) => once(JSON.stringify([text, label]), () => give(label, text));
}

type Subject = { personId: string; name: string | null; category: PersonCategory };

/** Naming and sorting somebody. */
export function useLabelling(label: GiveLabel) {
  const t = useTranslations("people");
  return {
    rename: ({ personId, name: before }: Subject, name: string | null) =>
      label(
        { kind: "name", personId, name, before },
        name ? t("said.named", { name }) : t("said.nameless"),
      ),
    categorise: ({ personId, name, category: before }: Subject, category: PersonCategory) =>
      label(
        { kind: "categorise", personId, category, before },
        t("said.categorised", {
          who: name ?? t("said.someone"),
          category: t(`category.${category}`),
        }),
      ),
  };
}
