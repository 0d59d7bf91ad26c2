"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { CLOCKS, type Clock, clockNamed } from "#messages/clock.ts";

/** Has Kith tell times by another clock at once. */
export function ClockSwitch({ choose }: { choose: Action<{ clock: Clock }> }) {
  const t = useTranslations("account");
  const { refresh } = useRouter();
  const say = useUndoBar();
  const [clock, show] = useOptimistic(clockNamed(useTranslations("time")("clock")));
  const [, start] = useTransition();
  const change = (next: Clock) =>
    start(async () => {
      show(next);
      const failed = { ok: false, message: t("unreachable") } as const;
      const result = await choose({ clock: next }).catch(() => failed);
      if (result.ok) refresh();
      else say({ text: result.message });
    });
  return (
    <Segmented
      label={t("clock.title")}
      value={clock}
      options={CLOCKS.map((value) => ({ value, shown: t(`clock.${value}`) }))}
      onChange={change}
    />
  );
}
