"use client";
import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { isWord, WordField } from "#components/ui/word-field.tsx";

type DisconnectProps = {
  ringAccountId: string;
  disconnect: Action<{ ringAccountId: string }>;
};

/**
 * Ends a link, after saying what goes with it. A word has to be written: a press alone could be a slip,
 * and nothing brings it back.
 */
export function Disconnect({ ringAccountId, disconnect }: DisconnectProps) {
  const t = useTranslations("ring.disconnect");
  const word = t("word");
  const [isAsking, setIsAsking] = useState(false);
  const [written, setWritten] = useState("");
  const [refusal, submit, pending] = useActionState(async () => {
    const result = await disconnect({ ringAccountId }).catch(() => ({
      ok: false as const,
      message: t("unreachable"),
    }));
    return result.ok ? null : result.message;
  }, null);
  if (!isAsking) return <Button onClick={() => setIsAsking(true)}>{t("open")}</Button>;
  return (
    <form action={submit} className="my-3 space-y-3 rounded-card bg-unknown-soft p-4">
      <div>
        <p className="font-semibold">{t("title")}</p>
        <p className="text-pretty">{t("about")}</p>
      </div>
      <WordField label={t("write", { word })} written={written} onWrite={setWritten} />
      <p aria-live="assertive">{refusal}</p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={pending || !isWord(written, word)}>
          {t(pending ? "submitting" : "submit")}
        </Button>
        <Button look="plain" onClick={() => setIsAsking(false)}>
          {t("keep")}
        </Button>
      </div>
    </form>
  );
}
