"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useCurrent } from "#components/ui/use-current.ts";
import type { Trial } from "#lib/alerts/trial.ts";
import type { AlertPlan, AlertRule, AlertSettingsSummary } from "#lib/alerts/types.ts";
import type { AlertActions } from "./alert-actions.ts";

/** What is changed and not yet saved, and where it was touched last: a rule by its id, or a card. */
type Draft = { plan: AlertPlan; place: string };

/** A member's alerts, kept current, with a plan that is tried before it is saved. */
export function useAlerts(initial: AlertSettingsSummary, actions: AlertActions) {
  const t = useTranslations("alerts");
  const show = useUndoBar();
  const [draft, setDraft] = useState<Draft | null>(null);
  const { data: settings, mutate } = useCurrent<AlertSettingsSummary>("/api/alerts", initial);
  const plan = draft?.plan ?? settings.plan;
  const trial = useSWR<Trial, Error>(draft && ["trial", JSON.stringify(plan)], async () => {
    const result = await actions.tryPlan({ plan });
    if (!result.ok) throw new Error(result.message);
    return result.data;
  });
  const change = (more: Partial<AlertPlan>, place: string) =>
    setDraft({ plan: { ...plan, ...more }, place });
  const failed = () => ({ ok: false, message: t("failed") }) as const;

  const save = async (next: AlertPlan, revision: number, undo: AlertPlan | null) => {
    // What the bar still offers would take back a plan that is no longer the latest.
    show(null);
    const result = await actions.save({ plan: next, revision }).catch(failed);
    if (!result.ok) return show({ text: result.message });
    const saved = result.data.revision;
    await mutate({ ...settings, plan: next, revision: saved }, { revalidate: false });
    setDraft(null);
    show(
      undo
        ? { text: t("saved"), label: t("undo"), undo: () => void save(undo, saved, null) }
        : { text: t("restored") },
    );
    await mutate();
  };

  return {
    plan,
    draft,
    snoozes: settings.snoozes,
    trial: { result: trial.data, error: trial.error },
    change: (rule: AlertRule) => {
      const rules = plan.rules.map((each) => (each.ruleId === rule.ruleId ? rule : each));
      change({ rules }, rule.ruleId);
    },
    add: (rule: AlertRule) => change({ rules: [...plan.rules, rule] }, rule.ruleId),
    remove: ({ ruleId }: AlertRule) =>
      change({ rules: plan.rules.filter((each) => each.ruleId !== ruleId) }, "rules"),
    setTimes: (times: Pick<AlertPlan, "quietHours" | "digestAt">) => change(times, "times"),
    save: () => save(plan, settings.revision, settings.plan),
    discard: () => setDraft(null),
    refresh: () => mutate(),
  };
}
