"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { byPrecedence, watchlistGaps } from "#lib/alerts/ruling.ts";
import type { AlertNames, AlertSettingsSummary, UnsentPage } from "#lib/alerts/types.ts";
import type { AlertActions } from "./alert-actions.ts";
import { EarlierPlans } from "./earlier-plans.tsx";
import { newRule } from "./new-rule.ts";
import { QuietCard } from "./quiet-card.tsx";
import { RuleRow } from "./rule-row.tsx";
import { SnoozeCard } from "./snooze-card.tsx";
import { TrialCard } from "./trial-card.tsx";
import { UnsentCard } from "./unsent-card.tsx";
import { useAlerts } from "./use-alerts.ts";

const STRANGERS = { kind: "category", category: "unknown" } as const;
const WATCHLIST = { kind: "category", category: "watchlist" } as const;

/** When the member wants to hear, what is silent for a while, and what was not sent. */
export function AlertsView({
  initialSettings,
  initialUnsent,
  names,
  timeZone,
  actions,
}: {
  initialSettings: AlertSettingsSummary;
  initialUnsent: UnsentPage;
  names: AlertNames;
  /** The household's. */
  timeZone: string;
  actions: AlertActions;
}) {
  const t = useTranslations("alerts");
  const alerts = useAlerts(initialSettings, actions);
  const { plan, draft } = alerts;
  const [unfoldedId, setUnfoldedId] = useState<string | null>(null);
  const gaps = watchlistGaps(
    plan,
    names.cameras.map(({ id }) => id),
  );
  const trial = draft && <TrialCard {...alerts.trial} />;
  const add = () => {
    const rule = newRule({ whom: STRANGERS, how: "quietly" });
    setUnfoldedId(rule.ruleId);
    alerts.add(rule);
  };
  return (
    <div className="space-y-4">
      <Card title={t("rules.title")}>
        <ul className="divide-y divide-line">
          {plan.rules.toSorted(byPrecedence).map((rule) => (
            <li key={rule.ruleId} className="py-2 first:pt-0">
              <RuleRow
                rule={rule}
                names={names}
                timeZone={timeZone}
                hasGap={gaps.has(rule.ruleId)}
                isNew={unfoldedId === rule.ruleId}
                onChange={alerts.change}
                onRemove={() => alerts.remove(rule)}
                onMend={() => alerts.add(newRule({ whom: WATCHLIST, how: "aloud" }))}
              />
              {draft?.place === rule.ruleId && trial}
            </li>
          ))}
        </ul>
        <p className="mt-2 text-muted">{t("rules.otherwise")}</p>
        {draft?.place === "rules" && trial}
        <Button className="mt-3" onClick={add}>
          <Plus aria-hidden size={20} strokeWidth={1.75} />
          {t("rules.add")}
        </Button>
        <p className="mt-3 text-small text-pretty text-muted">{t("rules.order")}</p>
        <EarlierPlans revision={alerts.revision} onChoose={alerts.goBackTo} />
        {draft?.place === "earlier" && trial}
      </Card>
      <QuietCard plan={plan} onChange={alerts.setTimes}>
        {draft?.place === "times" && trial}
      </QuietCard>
      <SnoozeCard
        snoozes={alerts.snoozes}
        names={names}
        timeZone={timeZone}
        actions={actions}
        onChanged={() => void alerts.refresh()}
      />
      <UnsentCard initialPage={initialUnsent} names={names} />
    </div>
  );
}
