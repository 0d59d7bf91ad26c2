"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { isWord, WordField } from "#components/ui/word-field.tsx";
import type { PersonActions, RunAct } from "./person-actions.ts";

/** What has to be written: a press alone could be a slip, and after the grace nothing brings it back. */
const WORD = "forget";

/** Has somebody forgotten, after saying what goes and what stays. */
export function PersonForgetting({
  person,
  graceDays,
  actions,
  run,
}: {
  person: { personId: string; name: string | null };
  /** How long it can be taken back. */
  graceDays: number;
  actions: PersonActions;
  run: RunAct;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const [written, setWritten] = useState("");
  const isWritten = isWord(written, WORD);
  const name = person.name ?? "this person";
  const { push } = useRouter();
  const { personId } = person;
  const close = () => {
    setIsAsking(false);
    setWritten("");
  };
  const forget = () => {
    close();
    void run(actions.forget, { personId, atOnce: false }, `Kith forgets ${name}.`);
  };
  const erase = async () => {
    close();
    const text = `${person.name ?? "This person"} is being erased.`;
    if (await run(withoutUndo(actions.forget), { personId, atOnce: true }, text)) push("/people");
  };
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>Forget…</Button>
      {isAsking && (
        <Sheet title={`Forget ${name}?`} onClose={close}>
          <p className="text-pretty">
            From now on Kith does not recognise {name}, and shows them nowhere. After {graceDays}{" "}
            days, in which you can take it back, their faces, what the models made of them, the
            pictures and the name are erased. The events and recordings in which they were seen
            stay, without their faces.
          </p>
          <div className="my-3">
            <WordField label={`To go on, write “${WORD}”`} written={written} onWrite={setWritten} />
          </div>
          <div className="flex flex-wrap gap-2">
            <Button look="main" disabled={!isWritten} onClick={forget}>
              Forget
            </Button>
            <Button disabled={!isWritten} onClick={() => void erase()}>
              Erase at once, for good
            </Button>
          </div>
        </Sheet>
      )}
    </>
  );
}

/** What is erased for good cannot be taken back: nothing may offer it. */
const withoutUndo =
  (forget: PersonActions["forget"]): PersonActions["forget"] =>
  async (input) => {
    const result = await forget(input);
    return result.ok ? { ok: true, data: { entryId: null } } : result;
  };
