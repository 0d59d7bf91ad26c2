"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { useLive } from "#components/ui/live.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { SurenessRun } from "#lib/calibration/types.ts";

/** Tests Kith on the household's own faces when pressed, and says how that goes. */
export function RunCard({
  run,
  serverNow,
  testNow,
}: {
  run: SurenessRun;
  serverNow: string;
  testNow: Action<void>;
}) {
  const t = useTranslations("sureness.run");
  const now = useNow(serverNow);
  const { agoWords } = useTimeWords();
  const { refresh } = useRouter();
  useLive(refresh);
  const say = useUndoBar();
  const [isAsking, ask] = useTransition();
  const isUnderWay = run.state === "waiting" || run.state === "running";
  const press = () =>
    ask(async () => {
      const result = await testNow().catch(
        () => ({ ok: false, message: t("unreachable") }) as const,
      );
      if (result.ok) refresh();
      else say({ text: result.message });
    });
  return (
    <section className="rounded-card bg-card p-4 shadow-card sm:p-5">
      <p className="text-pretty">{t("about")}</p>
      {run.state === "failed" && (
        <Notice tone="warning" title={t("failedTitle")}>
          {t("failedMeans")}
        </Notice>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button look="main" disabled={isAsking || isUnderWay} onClick={press}>
          {t("test")}
        </Button>
        <p role="status" className="text-small text-muted tabular-nums">
          {t(`state.${run.state}`, {
            ...{ done: 0, total: 0, ...run },
            ago: "at" in run ? agoWords(run.at, now) : "",
          })}
        </p>
      </div>
      {run.state === "running" && (
        <div className="mt-3">
          <ProgressBar label={t("compared")} share={run.done / run.total} />
        </div>
      )}
    </section>
  );
}
