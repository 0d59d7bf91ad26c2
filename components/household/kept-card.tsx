"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useOptimistic, useTransition } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Card } from "#components/ui/card.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { RECORDING_DAYS } from "#lib/retention/recordings/recording-days.ts";
import type { Kept } from "#lib/retention/types.ts";

/** How long what is kept, as a plain table. */
export function KeptCard({
  kept,
  choose,
}: {
  kept: Kept;
  /** Null for whoever may not change it. */
  choose: Action<{ days: number }> | null;
}) {
  const t = useTranslations("household.kept");
  const days = (count: number) => t("days", { count });
  return (
    <Card title={t("title")}>
      <table className="w-full text-left">
        <tbody className="divide-y divide-line">
          <Row what={t("recordings")}>
            {choose ? <DaysField kept={kept} choose={choose} /> : days(kept.recordings)}
          </Row>
          <Row what={t("known")}>{t("untilForgotten")}</Row>
          <Row what={t("strangers")}>{t("afterwardsFew", { count: kept.strangers })}</Row>
          <Row what={t("visits")}>{t("always")}</Row>
          <Row what={t("records")}>{days(kept.records)}</Row>
        </tbody>
      </table>
      <p className="mt-3 text-small text-pretty text-muted">{t("about")}</p>
    </Card>
  );
}

const Row = ({ what, children }: { what: string; children: ReactNode }) => (
  <tr>
    <th scope="row" className="py-2 pr-4 align-middle font-normal text-pretty text-muted">
      {what}
    </th>
    <td className="py-2 align-middle text-pretty">{children}</td>
  </tr>
);

function DaysField({ kept, choose }: { kept: Kept; choose: Action<{ days: number }> }) {
  const t = useTranslations("household.kept");
  const household = useTranslations("household");
  const { refresh } = useRouter();
  const say = useUndoBar();
  const [days, show] = useOptimistic(kept.recordings);
  const [, start] = useTransition();
  const change = (next: number) =>
    start(async () => {
      show(next);
      const failed = { ok: false, message: household("unreachable") } as const;
      const result = await choose({ days: next }).catch(() => failed);
      if (!result.ok) return say({ text: result.message });
      const undo = () => change(days);
      say({ text: t("changed", { count: next }), undo });
      refresh();
    });
  const possible = new Set([...RECORDING_DAYS, days, kept.mostRecordings]);
  const choices = [...possible]
    .filter((each) => each <= kept.mostRecordings)
    .toSorted((a, b) => a - b);
  return (
    <select
      aria-label={t("recordings")}
      value={days}
      onChange={({ target }) => change(Number(target.value))}
      className="min-h-12 rounded-xl border-2 border-line bg-card px-3 text-[16px]"
    >
      {choices.map((each) => (
        <option key={each} value={each}>
          {t("days", { count: each })}
        </option>
      ))}
    </select>
  );
}
