"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { Button } from "#components/ui/button.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { AlertPlan, EarlierPlan } from "#lib/alerts/types.ts";

/** What held before each of the last changes, to be tried and saved once more. */
export function EarlierPlans({
  revision,
  onChoose,
}: {
  /** Of the plan that holds. */
  revision: number;
  onChoose: (plan: AlertPlan) => void;
}) {
  const t = useTranslations("alerts.earlier");
  const { shortMomentWords } = useTimeWords();
  const [isOpen, setOpen] = useState(false);
  const { data: earlier, error } = useSWR<EarlierPlan[], Error>(
    isOpen ? `/api/alerts/earlier?before=${revision}` : null,
    fetchJson,
    { keepPreviousData: true },
  );
  if (revision === 0) return null;
  return (
    <details className="mt-2" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="flex min-h-12 cursor-pointer items-center font-medium text-accent">
        {t("title")}
      </summary>
      {error && <FetchProblem error={error} />}
      <ul className="divide-y divide-line">
        {earlier?.map(({ plan, changedAt }) => {
          const time = shortMomentWords(changedAt);
          const what = t("before", { time, count: plan.rules.length });
          return (
            <li key={changedAt} className="flex items-center justify-between gap-3">
              <span className="min-w-0 tabular-nums">{what}</span>
              <Button
                look="plain"
                className="-mr-3"
                aria-label={t("chooseThis", { what })}
                onClick={() => onChoose(plan)}
              >
                {t("choose")}
              </Button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
