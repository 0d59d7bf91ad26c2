"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useConnection } from "#components/ui/connection.ts";
import type { PersonActions, RunAct } from "./person-actions.ts";

const MoveSheet = dynamic(async () => (await import("./move-sheet.tsx")).MoveSheet);
const PersonPicker = dynamic(async () => (await import("./person-picker.tsx")).PersonPicker);

/** What can be wrong about faces that are given to one person: somebody else's, or no faces at all. */
export function FaceCorrections({
  faceIds,
  person,
  actions,
  run,
}: {
  faceIds: string[];
  person: { personId: string };
  actions: PersonActions;
  run: RunAct;
}) {
  const t = useTranslations("people");
  const [step, setStep] = useState<"closed" | "picking" | { personId: string | null }>("closed");
  const { isOffline } = useConnection();
  const isOut = faceIds.length === 0 || isOffline;
  const close = () => setStep("closed");
  return (
    <>
      <Button disabled={isOut} onClick={() => setStep("picking")}>
        {t("faces.other")}
      </Button>
      <Button
        disabled={isOut}
        onClick={() => void run(actions.dismiss, { faceIds }, t("said.noFace"))}
      >
        {t("faces.none")}
      </Button>
      {isOffline && (
        <p className="basis-full text-small text-muted">{t("faces.needsConnection")}</p>
      )}
      {step === "picking" && (
        <PersonPicker
          title={t("faces.who")}
          exceptPersonId={person.personId}
          onPick={({ personId }) => setStep({ personId })}
          onNewcomer={() => setStep({ personId: null })}
          onClose={close}
        />
      )}
      {typeof step === "object" && (
        <MoveSheet
          kind="move"
          subject={{ faceIds, ...step }}
          preview={() => actions.tryAssign({ faceIds, ...step })}
          onClose={close}
          onDone={(into) => {
            close();
            const text = into ? t("said.given", { name: into }) : t("said.givenOther");
            void run(actions.assign, { faceIds, ...step }, text);
          }}
        />
      )}
    </>
  );
}
