"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useCurrent } from "#components/ui/use-current.ts";
import { putOnto } from "#lib/alerts/rebasing.ts";
import type { Trial } from "#lib/alerts/trial.ts";
import type { AlertPlan, AlertRule, AlertSettingsSummary, StoredPlan } from "#lib/alerts/types.ts";
import type { AlertActions } from "./alert-actions.ts";

/** What is changed and not yet saved, of which plan, and where it was touched last: a rule by its id, or a card. */
type Draft = { base: StoredPlan; plan: AlertPlan; place: string };

/** A member's alerts, kept current, with a plan that is tried before it is saved. */
export function useAlerts(initial: AlertSettingsSummary, actions: AlertActions) {
  const t = useTranslations("alerts");
  const show = useUndoBar();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { data: settings, mutate } = useCurrent<AlertSettingsSummary>("/api/alerts", initial);
  const plan = draft?.plan ?? settings.plan;
  const trial = useSWR<Trial, Error>(draft && ["trial", JSON.stringify(plan)], async () => {
    const result = await actions.tryPlan({ plan });
    if (!result.ok) throw new Error(result.message);
    return result.data;
  });
  const change = (more: Partial<AlertPlan>, place: string) =>
    setDraft({ base: draft?.base ?? settings, plan: { ...plan, ...more }, place });
  const failed = () => ({ ok: false, message: t("failed") }) as const;

  /** Saves a plan in place of the one that it was made from. */
  const save = async (next: AlertPlan, { plan: before, revision }: StoredPlan, isUndo = false) => {
    // What the bar still offers would take back a plan that is no longer the latest.
    show(null);
    setSaving(true);
    const result = await actions.save({ plan: next, revision }).catch(failed);
    if (result.ok) {
      const saved = { plan: next, revision: result.data.revision };
      await mutate({ ...settings, ...saved }, { revalidate: false });
      setDraft(null);
      const undo = () => void save(before, saved, true);
      show(isUndo ? { text: t("restored") } : { text: t("saved"), label: t("undo"), undo });
    } else show({ text: result.message });
    setSaving(false);
    await mutate().catch(() => undefined);
  };

  return {
    plan,
    draft,
    revision: settings.revision,
    snoozes: settings.snoozes,
    trial: {
      result: trial.data,
      error: trial.error,
      isSaving,
      // Another device has saved something since: what is tried here would take that back.
      isBehind: draft !== null && !isSaving && settings.revision !== draft.base.revision,
      onSave: () => draft && void save(plan, draft.base),
      onDiscard: () => setDraft(null),
      onTakeUp: () =>
        draft &&
        setDraft({
          ...draft,
          base: settings,
          plan: putOnto(settings.plan, { base: draft.base.plan, plan }),
        }),
    },
    change: (rule: AlertRule) => {
      const rules = plan.rules.map((each) => (each.ruleId === rule.ruleId ? rule : each));
      change({ rules }, rule.ruleId);
    },
    add: (rule: AlertRule) => change({ rules: [...plan.rules, rule] }, rule.ruleId),
    remove: ({ ruleId }: AlertRule) =>
      change({ rules: plan.rules.filter((each) => each.ruleId !== ruleId) }, "rules"),
    goBackTo: (earlier: AlertPlan) => change(earlier, "earlier"),
    setTimes: (times: Pick<AlertPlan, "quietHours" | "digestAt">) => change(times, "times"),
    refresh: () => mutate(),
  };
}
