"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { LANGUAGE_NAMES, LOCALES, type Locale } from "#messages/locale.ts";

const languages = LOCALES.map((locale) => ({
  value: locale,
  shown: <span lang={locale}>{LANGUAGE_NAMES[locale]}</span>,
}));

/** Has Kith speak another language at once. */
export function LanguageSwitch({ choose }: { choose: Action<{ locale: Locale }> }) {
  const t = useTranslations("account");
  const { refresh } = useRouter();
  const say = useUndoBar();
  const [locale, show] = useOptimistic(useLocale());
  const [, start] = useTransition();
  const change = (next: Locale) =>
    start(async () => {
      show(next);
      const failed = { ok: false, message: t("unreachable") } as const;
      const result = await choose({ locale: next }).catch(() => failed);
      if (result.ok) refresh();
      else say({ text: result.message });
    });
  return <Segmented label={t("language")} value={locale} options={languages} onChange={change} />;
}
