"use client";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useServerBuild } from "#components/ui/live.tsx";
import { whenIdle } from "#components/ui/when-idle.ts";

/** Offers to reload once a newer version runs than this page is of. @param build this page's own */
export function UpdatePrompt({ build }: { build: string }) {
  const t = useTranslations("offline.update");
  const waiting = useWaitingWorker();
  const serverBuild = useServerBuild();
  const isOld = serverBuild !== null && serverBuild !== build;
  if (!waiting && !isOld) return null;
  return (
    <div
      role="status"
      className="mx-auto mb-3 flex max-w-[720px] flex-wrap items-center gap-x-3 rounded-card bg-accent-soft py-1 pr-1 pl-4"
    >
      <p className="grow py-2">{t("text")}</p>
      <Button look="plain" onClick={() => takeOver(waiting)}>
        <RefreshCw aria-hidden size={20} strokeWidth={1.75} />
        {t("reload")}
      </Button>
    </div>
  );
}

/** Has the new service worker take over, if there is one, and shows the page anew. */
function takeOver(waiting: ServiceWorker | null): void {
  if (!waiting) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  waiting.postMessage("take-over");
}

/** Registers the service worker. @returns a newer one than works for this page, once it is installed */
function useWaitingWorker(): ServiceWorker | null {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => whenIdle(() => register(setWaiting)), []);
  return waiting;
}

function register(onWaiting: (waiting: ServiceWorker | null) => void): void {
  // A page that was not opened over https has none.
  navigator.serviceWorker
    ?.register("/sw.js")
    .then((registration) => {
      const look = () => onWaiting(navigator.serviceWorker.controller && registration.waiting);
      look();
      registration.addEventListener("updatefound", () =>
        registration.installing?.addEventListener("statechange", look),
      );
    })
    .catch(() => undefined);
}
