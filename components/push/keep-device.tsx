"use client";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { repairHere, sendWaiting } from "./browser-push.ts";

/** Opening Kith mends this device's notifications where they were lost, and sends what waits there. */
export function KeepDevice({ vapidPublicKey }: { vapidPublicKey: string }) {
  const t = useTranslations("devices");
  const show = useUndoBar();
  useEffect(() => {
    sendWaiting().catch(() => undefined);
    repairHere(vapidPublicKey)
      .then((wasLost) => wasLost && show({ text: t("repaired") }))
      .catch(() => undefined);
  }, [vapidPublicKey, show, t]);
  return null;
}
