"use client";
import { useState } from "react";
import type { PersonSummary } from "#lib/people/types.ts";

/** Choosing several people: who is chosen by now; null while nobody chooses. */
export type Choosing = ReturnType<typeof useChoosing>;

export function useChoosing() {
  const [chosen, setChosen] = useState<ReadonlyMap<string, PersonSummary> | null>(null);
  const toggle = (person: PersonSummary) => {
    const next = new Map(chosen);
    if (!next.delete(person.personId)) next.set(person.personId, person);
    setChosen(next);
  };
  return {
    chosen,
    /** Chooses somebody, or does not any more; begins where nobody chooses yet. */
    toggle,
    begin: () => setChosen(new Map()),
    end: () => setChosen(null),
  };
}
