"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { PersonSummary } from "#lib/people/types.ts";
import type { PersonActions, RunAct } from "./person-actions.ts";

const MoveSheet = dynamic(async () => (await import("./move-sheet.tsx")).MoveSheet);
const PersonPicker = dynamic(async () => (await import("./person-picker.tsx")).PersonPicker);

/** Says that somebody else is the same person, after showing what moves. */
export function PersonMerging({
  person: { personId },
  actions,
  run,
}: {
  person: PersonSummary;
  actions: PersonActions;
  run: RunAct;
}) {
  const t = useTranslations("person.move");
  const thisPerson = useTranslations("people")("thisPerson");
  const [step, setStep] = useState<"closed" | "picking" | { otherPersonId: string }>("closed");
  const close = () => setStep("closed");
  return (
    <>
      <Button onClick={() => setStep("picking")}>{t("open")}</Button>
      {step === "picking" && (
        <PersonPicker
          title={t("who")}
          exceptPersonId={personId}
          onPick={(other) => setStep({ otherPersonId: other.personId })}
          onClose={close}
        />
      )}
      {typeof step === "object" && (
        <MoveSheet
          kind="merge"
          subject={{ personId, ...step }}
          preview={() => actions.tryMerge({ personIds: [personId, step.otherPersonId] })}
          onClose={close}
          onDone={(into) => {
            close();
            const text = t("merged", { name: into ?? thisPerson });
            void run(actions.merge, { personId, ...step }, text);
          }}
        />
      )}
    </>
  );
}
