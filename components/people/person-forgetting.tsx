"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RECEIPTS } from "#components/ring/receipts-place.ts";
import { Button } from "#components/ui/button.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { PersonActions, RunAct } from "./person-actions.ts";

const ForgetSheet = dynamic(async () => (await import("./forget-sheet.tsx")).ForgetSheet);

/** Has somebody forgotten. */
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
  const name = person.name ?? thisPerson;
  const { push } = useRouter();
  const say = useUndoBar();
  const { personId } = person;
  const erase = async () => {
    const text = t("erasing", { name });
    if (!(await run(withoutUndo(actions.forget), { personId, atOnce: true }, text))) return;
    say({ text, more: { href: RECEIPTS, words: t("receipt") } });
    push("/people");
  };
  const forget = (atOnce: boolean) => {
    setIsAsking(false);
    if (atOnce) void erase();
    else void run(actions.forget, { personId, atOnce }, t("forgets", { name }));
  };
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t("open")}</Button>
      {isAsking && (
        <ForgetSheet
          title={t("title", { name })}
          meaning={t("meaning", { name, days: graceDays })}
          onForget={forget}
          onClose={() => setIsAsking(false)}
        />
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
