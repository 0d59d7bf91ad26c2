"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { survivorOf } from "#lib/people/merging.ts";
import type { PersonSummary } from "#lib/people/types.ts";
import { listedWords } from "./category-words.ts";
import { FacePicture } from "./face-picture.tsx";
import type { PersonActions, RunAct } from "./person-actions.ts";
import { PersonPicker } from "./person-picker.tsx";

/** Says that somebody else is the same person, after showing what moves. */
export function PersonMerging({
  person,
  actions,
  run,
}: {
  person: PersonSummary;
  actions: PersonActions;
  run: RunAct;
}) {
  const [step, setStep] = useState<"closed" | "picking" | PersonSummary>("closed");
  const close = () => setStep("closed");
  return (
    <>
      <Button onClick={() => setStep("picking")}>Merge with…</Button>
      {step === "picking" && (
        <PersonPicker
          title="Who is the same person?"
          exceptPersonId={person.personId}
          onPick={setStep}
          onClose={close}
        />
      )}
      {typeof step === "object" && (
        <MergePreview
          person={person}
          other={step}
          onClose={close}
          onMerge={(text) => {
            close();
            const { personId: otherPersonId } = step;
            void run(actions.merge, { personId: person.personId, otherPersonId }, text);
          }}
        />
      )}
    </>
  );
}

function MergePreview({
  person,
  other,
  onMerge,
  onClose,
}: {
  person: PersonSummary;
  other: PersonSummary;
  onMerge: (text: string) => void;
  onClose: () => void;
}) {
  const into = survivorOf(person, other);
  const from = into === person ? other : person;
  const name = into.name ?? "this person";
  return (
    <Sheet title="The same person?" onClose={onClose}>
      <div className="flex items-center justify-center gap-4 py-2">
        {[person, other].map((each) => (
          <figure key={each.personId} className="flex w-32 flex-col items-center gap-1 text-center">
            <FacePicture src={each.cropUrl} sizePx={96} />
            <figcaption className="w-full truncate font-medium">{listedWords(each)}</figcaption>
          </figure>
        ))}
      </div>
      <p className="my-3 text-pretty">
        {counted(from.faceCount, "face")} and {counted(from.visitCount, "visit")} of{" "}
        {from.name ?? "the one without a name"} become {into.name ? `${name}'s` : "the other's"}.
        Name, category and alerts stay {into.name ? `${name}'s` : "the other's"}. You can take this
        back at any time.
      </p>
      <Button look="main" className="w-full" onClick={() => onMerge(`Merged into ${name}.`)}>
        Merge
      </Button>
    </Sheet>
  );
}

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? "" : "s"}`;
