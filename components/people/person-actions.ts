"use client";
import type { Action } from "#components/ui/action-result.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { PersonCategory } from "#lib/people/types.ts";
import { categoryWords } from "./category-words.ts";

/** The server actions on a person, given by the page. */
export type PersonActions = {
  rename: Action<{ personId: string; name: string | null }>;
  categorise: Action<{ personId: string; category: PersonCategory }>;
};

type Subject = { personId: string; name: string | null; category: PersonCategory };

/** Renaming and sorting with an undo bar. `onDone` runs after each, also after an undo. */
export function usePersonActions(actions: PersonActions, onDone: () => unknown) {
  const show = useUndoBar();
  const finish = async (
    run: ReturnType<PersonActions["rename"]>,
    text: string,
    undo?: () => void,
  ) => {
    const result = await run.catch(
      () => ({ ok: false, message: "Kith cannot be reached. Nothing was changed." }) as const,
    );
    show(result.ok ? { text, ...(undo && { undo }) } : { text: result.message });
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
  return { rename, categorise };
}
