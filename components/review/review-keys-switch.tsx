"use client";
import { useTranslations } from "next-intl";
import { Switch } from "#components/ui/switch.tsx";
import { useReviewKeys } from "./review-keys.tsx";

/** Turns the letters on and off at once, for the account. */
export function ReviewKeysSwitch() {
  const t = useTranslations("account.keys");
  const { areOn, turn } = useReviewKeys();
  return (
    <div className="flex items-center justify-between gap-4">
      <p>
        <span className="font-medium">{t("title")}</span>
        <span className="block text-small text-muted">{t("meaning")}</span>
      </p>
      <Switch checked={areOn} label={t("title")} onChange={turn} />
    </div>
  );
}
