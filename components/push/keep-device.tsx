"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { whenIdle } from "#components/ui/when-idle.ts";
import { repairHere, sendWaiting } from "./browser-push.ts";

/** Opening Kith mends this device's notifications where they were lost, and sends what waits there. */
export function KeepDevice({ vapidPublicKey }: { vapidPublicKey: string }) {
  const t = useTranslations("devices");
  const show = useUndoBar();
  const [wasLost, setWasLost] = useState(false);
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
