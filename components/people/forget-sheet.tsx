"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { isWord, WordField } from "#components/ui/word-field.tsx";

/**
 * Says what goes and what stays. A word has to be written: a press alone could be a slip, and after the
 * grace nothing brings them back.
 */
export function ForgetSheet({
  title,
  meaning,
  onForget,
  onClose,
}: {
  title: string;
  meaning: string;
  onForget: (atOnce: boolean) => void;
  onClose: () => void;
}) {
  const t = useTranslations("person.forget");
  const [written, setWritten] = useState("");
  const word = t("word");
  const isWritten = isWord(written, word);
  return (
    <Sheet title={title} onClose={onClose}>
      <p className="text-pretty">{meaning}</p>
      <div className="my-3">
        <WordField label={t("write", { word })} written={written} onWrite={setWritten} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="main" disabled={!isWritten} onClick={() => onForget(false)}>
          {t("forget")}
        </Button>
        <Button disabled={!isWritten} onClick={() => onForget(true)}>
          {t("atOnce")}
        </Button>
      </div>
    </Sheet>
  );
}
