"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { whenIdle } from "#components/ui/when-idle.ts";
import { repairHere, sendWaiting } from "./browser-push.ts";
import { keepWords } from "./kept-words.ts";

/** Opening Kith mends this device's notifications where they were lost, and sends what waits there. */
export function KeepDevice({ vapidPublicKey }: { vapidPublicKey: string }) {
  const t = useTranslations("devices");
  const show = useUndoBar();
  const lang = useLocale();
  const [wasLost, setWasLost] = useState(false);
  useEffect(
    () =>
      whenIdle(() => {
        const words = { title: t("unreadable.title"), body: t("unreadable.body"), lang };
        keepWords(words).catch(() => undefined);
      }),
    [t, lang],
  );
  useEffect(
    () =>
      whenIdle(() => {
        sendWaiting().catch(() => undefined);
        repairHere(vapidPublicKey)
          .then(setWasLost)
          .catch(() => undefined);
      }),
    [vapidPublicKey],
  );
  useEffect(() => {
    if (!wasLost) return;
    show({ text: t("repaired") });
    setWasLost(false);
  }, [wasLost, show, t]);
  return null;
}
