"use client";
import type { Action, ActionResult } from "#components/ui/action-result.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { PersonCategory } from "#lib/people/types.ts";
import { categoryWords } from "./category-words.ts";

/** The server actions on a person, given by the page. */
export type PersonActions = {
  rename: Action<{ personId: string; name: string | null }>;
  categorise: Action<{ personId: string; category: PersonCategory }>;
  answer: Action<{ faceId: string; isSame: boolean }, { entryId: string }>;
  takeBackAnswer: Action<{ entryId: string }, { entryId: string }>;
};

type Subject = { personId: string; name: string | null; category: PersonCategory };

/** Renaming, sorting and answering with an undo bar. `onDone` runs after each, also after an undo. */
export function usePersonActions(actions: PersonActions, onDone: () => unknown) {
  const show = useUndoBar();
  const finish = async <T>(
    run: Promise<ActionResult<T>>,
    text: string,
    undo?: (data: T) => void,
  ) => {
    const result = await run.catch(
      () => ({ ok: false, message: "Kith cannot be reached. Nothing was changed." }) as const,
    );
    if (result.ok) show({ text, ...(undo && { undo: () => undo(result.data) }) });
    else show({ text: result.message });
    await onDone();
  };
  const rename = (person: Subject, name: string | null) => {
    const { personId } = person;
    const text = name ? `Named ${name}.` : "The name was taken away.";
    return finish(actions.rename({ personId, name }), text, () => {
      void finish(actions.rename({ personId, name: person.name }), "Taken back.");
    });
  };
  const categorise = (person: Subject, category: PersonCategory) => {
    const { personId } = person;
    const text = `${person.name ?? "This person"} is now ${categoryWords[category].name}.`;
    return finish(actions.categorise({ personId, category }), text, () => {
      void finish(actions.categorise({ personId, category: person.category }), "Taken back.");
    });
  };
  const answer = (faceId: string, name: string, isSame: boolean) => {
    const text = isSame ? `Added to ${name}.` : `Noted: not ${name}.`;
    return finish(actions.answer({ faceId, isSame }), text, ({ entryId }) => {
      void finish(actions.takeBackAnswer({ entryId }), "Taken back.");
    });
  };
  return { rename, categorise, answer };
}
