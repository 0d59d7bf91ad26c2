"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { PersonActions, RunAct } from "./person-actions.ts";
import { PersonPicker } from "./person-picker.tsx";

/** What can be wrong about faces that are given to one person: somebody else's, or no faces at all. */
export function FaceCorrections({
  faceIds,
  person,
  actions,
  run,
}: {
  faceIds: string[];
  person: { personId: string; name: string | null };
  actions: PersonActions;
  run: RunAct;
}) {
  const [isPicking, setIsPicking] = useState(false);
  const isNone = faceIds.length === 0;
  const assign = (to: { personId: string; name: string | null } | null) => {
    setIsPicking(false);
    const text = to?.name ? `Given to ${to.name}.` : "Given to somebody else.";
    void run(actions.assign, { faceIds, personId: to?.personId ?? null }, text);
  };
  return (
    <>
      <Button disabled={isNone} onClick={() => setIsPicking(true)}>
        Somebody else…
      </Button>
      <Button
        disabled={isNone}
        onClick={() => void run(actions.dismiss, { faceIds }, "Noted: not a face.")}
      >
        Not a face
      </Button>
      {isPicking && (
        <PersonPicker
          title="Who is this?"
          exceptPersonId={person.personId}
          onPick={assign}
          onNewcomer={() => assign(null)}
          onClose={() => setIsPicking(false)}
        />
      )}
    </>
  );
}
