"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("shell.error");
  return (
    <main className="mx-auto flex max-w-md flex-col items-start gap-3 px-5 py-16">
      <h1 className="text-title font-semibold">{t("title")}</h1>
      <p className="text-muted">{t("about")}</p>
      <Button look="main" onClick={reset}>
        {t("again")}
      </Button>
    </main>
  );
}
