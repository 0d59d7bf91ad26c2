"use client";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "#components/ui/button.tsx";
import { reloadOnceDatabaseIsBack } from "./reload-once-back.ts";

/** Instead of a page that could not be made: what happened, what it means, what to do. */
export function PageFailure({ digest }: { digest: string | undefined }) {
  const t = useTranslations("shell.error");
  useEffect(reloadOnceDatabaseIsBack, []);
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-start gap-3 px-1 py-16">
      <h1 className="text-title font-semibold">{t("title")}</h1>
      <p className="text-muted">
        {t("about")} {digest && t("mark", { digest })}
      </p>
      <p className="text-muted">{t("advice")}</p>
      <Button look="main" onClick={() => location.reload()}>
        {t("again")}
      </Button>
    </div>
  );
}
