"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Ask } from "#components/ui/ask.tsx";
import { isWord, WordField } from "#components/ui/word-field.tsx";

type DisconnectProps = {
  ringAccountId: string;
  disconnect: Action<{ ringAccountId: string }>;
};

/** Ends a link, after saying what goes with it. A word has to be written: a press alone could be a slip. */
export function Disconnect({ ringAccountId, disconnect }: DisconnectProps) {
  const t = useTranslations("ring.disconnect");
  const word = t("word");
  const [written, setWritten] = useState("");
  return (
    <Ask
      words={{
        open: t("open"),
        title: t("title"),
        about: t("about"),
        submit: t("submit"),
        submitting: t("submitting"),
        keep: t("keep"),
        unreachable: t("unreachable"),
      }}
      act={() => disconnect({ ringAccountId })}
      isReady={isWord(written, word)}
    >
      <WordField label={t("write", { word })} written={written} onWrite={setWritten} />
    </Ask>
  );
}
