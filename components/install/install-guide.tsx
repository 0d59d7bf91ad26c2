"use client";
import { Download } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { browserFacts } from "#components/push/browser-push.ts";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import {
  AddDrawing,
  ConfirmDrawing,
  HomeDrawing,
  InstallDrawing,
  MenuDrawing,
  ShareDrawing,
} from "./drawings.tsx";
import { useInstallPrompt } from "./install-prompt.ts";

type Phone = "iphone" | "android";

const steps = {
  iphone: [
    { name: "share", Drawing: ShareDrawing },
    { name: "add", Drawing: AddDrawing },
    { name: "confirm", Drawing: ConfirmDrawing },
    { name: "open", Drawing: HomeDrawing },
  ],
  android: [
    { name: "menu", Drawing: MenuDrawing },
    { name: "install", Drawing: InstallDrawing },
    { name: "open", Drawing: HomeDrawing },
  ],
} as const;

/** How Kith becomes an app on a phone, step by step, each with a picture. */
export function InstallGuide() {
  const t = useTranslations("install");
  const [phone, setPhone] = useState<Phone>("iphone");
  const [isInstalled, setInstalled] = useState(false);
  const install = useInstallPrompt();
  useEffect(() => {
    const { isAppleMobile, isStandalone } = browserFacts();
    setPhone(isAppleMobile ? "iphone" : "android");
    setInstalled(isStandalone);
  }, []);
  return (
    <div className="space-y-4">
      {isInstalled && <Notice tone="info">{t("installed")}</Notice>}
      {install && !isInstalled && (
        <Button look="main" className="w-full" onClick={() => void install()}>
          <Download aria-hidden size={20} strokeWidth={1.75} />
          {t("now")}
        </Button>
      )}
      <Segmented
        label={t("which")}
        value={phone}
        onChange={setPhone}
        options={(["iphone", "android"] as const).map((value) => ({ value, shown: t(value) }))}
      />
      <Card title={t(`in.${phone}`)}>
        <ol className="space-y-4">
          {steps[phone].map(({ name, Drawing }, index) => (
            <Step key={name} number={index + 1} drawing={<Drawing />}>
              {t(`steps.${name}`)}
            </Step>
          ))}
        </ol>
      </Card>
      <p className="px-1 text-pretty text-muted">{t("https")}</p>
      <Link href="/settings/devices" className={buttonClasses("soft", "w-full")}>
        {t("devices")}
      </Link>
    </div>
  );
}

const Step = ({
  number,
  drawing,
  children,
}: {
  number: number;
  drawing: ReactNode;
  children: string;
}) => (
  <li className="flex items-center gap-4">
    {drawing}
    <p className="min-w-0 text-pretty">
      <span className="mb-1 flex size-8 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent tabular-nums">
        {number}
      </span>
      {children}
    </p>
  </li>
);
