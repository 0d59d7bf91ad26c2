"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { isWord, WordField } from "#components/ui/word-field.tsx";
import type { PersonActions, RunAct } from "./person-actions.ts";

/**
 * Has somebody forgotten, after saying what goes and what stays. A word has to be written: a press alone
 * could be a slip, and after the grace nothing brings them back.
 */
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
  const t = useTranslations("person.forget");
  const thisPerson = useTranslations("people")("thisPerson");
  const [isAsking, setIsAsking] = useState(false);
  const [written, setWritten] = useState("");
  const word = t("word");
  const isWritten = isWord(written, word);
  const name = person.name ?? thisPerson;
  const { push } = useRouter();
  const { personId } = person;
  const close = () => {
    setIsAsking(false);
    setWritten("");
  };
  const forget = () => {
    close();
    void run(actions.forget, { personId, atOnce: false }, t("forgets", { name }));
  };
  const erase = async () => {
    close();
    const text = t("erasing", { name });
    if (await run(withoutUndo(actions.forget), { personId, atOnce: true }, text)) push("/people");
  };
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t("open")}</Button>
      {isAsking && (
        <Sheet title={t("title", { name })} onClose={close}>
          <p className="text-pretty">{t("meaning", { name, days: graceDays })}</p>
          <div className="my-3">
            <WordField label={t("write", { word })} written={written} onWrite={setWritten} />
          </div>
          <div className="flex flex-wrap gap-2">
            <Button look="main" disabled={!isWritten} onClick={forget}>
              {t("forget")}
            </Button>
            <Button disabled={!isWritten} onClick={() => void erase()}>
              {t("atOnce")}
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
