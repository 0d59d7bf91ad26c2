import { BellRing } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ThisDevice } from "./use-this-device.ts";

/** Has this device be told of visitors, or says why that is not possible here. */
export function NotifyStep({
  device: { support, complaint, isBusy, turnOn },
}: {
  device: ThisDevice;
}) {
  const t = useTranslations("welcome.notify");
  const devices = useTranslations("devices");
  return (
    <>
      <p className="text-pretty text-muted">{t("about")}</p>
      {support && support !== "ready" && (
        <Notice tone="info">{devices(`support.${support}`)}</Notice>
      )}
      {support === "install-first" && (
        <Link
          href="/settings/install"
          prefetch={false}
          className={buttonClasses("main", "mt-3 w-full")}
        >
          {t("install")}
        </Link>
      )}
      {support === "ready" && (
        <Button look="main" className="mt-3 w-full" disabled={isBusy} onClick={() => void turnOn()}>
          <BellRing aria-hidden size={20} strokeWidth={1.75} />
          {t("allow")}
        </Button>
      )}
      <div aria-live="assertive">{complaint && <Notice tone="warning">{complaint}</Notice>}</div>
    </>
  );
}
