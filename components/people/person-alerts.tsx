"use client";
import { BellOff, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AlertActions } from "#components/alerts/alert-actions.ts";
import { newRule } from "#components/alerts/new-rule.ts";
import { RuleRow } from "#components/alerts/rule-row.tsx";
import { useRuleWords } from "#components/alerts/rule-words.ts";
import { useAlerts } from "#components/alerts/use-alerts.ts";
import { useSnoozing } from "#components/alerts/use-snoozing.ts";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { byPrecedence } from "#lib/alerts/ruling.ts";
import { snoozeEnd } from "#lib/alerts/snooze-length.ts";
import type { AlertNames, AlertRule, AlertSettingsSummary } from "#lib/alerts/types.ts";
import type { PersonSummary } from "#lib/people/types.ts";
import { usePeopleWords } from "./use-people-words.ts";

const SnoozeLengthSheet = dynamic(
  async () => (await import("#components/alerts/snooze-length-sheet.tsx")).SnoozeLengthSheet,
);
const TrialCard = dynamic(
  async () => (await import("#components/alerts/trial-card.tsx")).TrialCard,
);

/** What the page knows of the member's alerts. */
export type AlertsOfMember = {
  initialSettings: AlertSettingsSummary;
  cameras: AlertNames["cameras"];
  actions: AlertActions;
};

/** What the member is told of somebody, and the rules about that person, to be changed here. */
export function PersonAlerts({
  person,
  timeZone,
  alerts: { initialSettings, cameras, actions },
}: {
  person: PersonSummary;
  timeZone: string;
  alerts: AlertsOfMember;
}) {
  const t = useTranslations("person.alerts");
  const thisPerson = useTranslations("people")("thisPerson");
  const alerts = useAlerts(initialSettings, actions);
  const [newestId, setNewestId] = useState<string | null>(null);
  const { personId, name, category } = person;
  const { cropUrl, visitCount } = person;
  const called = name ?? thisPerson;
  const names = {
    cameras,
    people: [{ id: personId, name: called, cropUrl, visitCount, isListed: true }],
  };
  const { draft, plan } = alerts;
  const about = plan.rules.filter(
    ({ whom }) => whom.kind === "person" && whom.personId === personId,
  );
  const trial = draft && <TrialCard {...alerts.trial} />;
  const add = () => {
    const how = category === "familiar" ? "quietly" : "never";
    const rule = newRule({ whom: { kind: "person", personId }, how });
    setNewestId(rule.ruleId);
    alerts.add(rule);
  };
  return (
    <Card id="alerts" title={t("title")}>
      <ul className="divide-y divide-line">
        {about.toSorted(byPrecedence).map((rule) => (
          <li key={rule.ruleId} className="py-2 first:pt-0">
            <RuleRow
              rule={rule}
              names={names}
              timeZone={timeZone}
              hasGap={false}
              isNew={newestId === rule.ruleId}
              isAboutOne
              onChange={alerts.change}
              onRemove={() => alerts.remove(rule)}
              onMend={() => undefined}
            />
            {draft?.place === rule.ruleId && trial}
          </li>
        ))}
      </ul>
      <Otherwise
        rules={plan.rules.filter((rule) => concernsGroupOf(rule, category))}
        isElsewise={about.length > 0}
        {...{ person, names }}
      />
      {draft?.place === "rules" && trial}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={add}>
          <Plus aria-hidden size={20} strokeWidth={1.75} />
          {t("add", { name: called })}
        </Button>
        <Link href="/alerts" prefetch={false} className={buttonClasses("plain")}>
          {t("all")}
        </Link>
      </div>
      <Snoozed
        snoozes={alerts.snoozes}
        onChanged={() => void alerts.refresh()}
        {...{ personId, timeZone, actions }}
      />
    </Card>
  );
}

const concernsGroupOf = ({ whom }: AlertRule, category: PersonSummary["category"]): boolean =>
  whom.kind === "anybody" || (whom.kind === "category" && whom.category === category);

/** What holds where no rule is about this very person. */
function Otherwise({
  rules,
  isElsewise,
  person,
  names,
}: {
  rules: readonly AlertRule[];
  isElsewise: boolean;
  person: PersonSummary;
  names: AlertNames;
}) {
  const t = useTranslations("person.alerts");
  const { sentence } = useRuleWords(names);
  const { categoryMeaning } = usePeopleWords();
  const words =
    rules.length > 0
      ? rules.toSorted(byPrecedence).map((rule) => sentence(rule))
      : [person.isHidden ? t("hidden") : categoryMeaning(person.category)];
  return (
    <>
      {isElsewise && <p className="mt-2 text-small text-muted">{t("otherwise")}</p>}
      {words.map((each) => (
        <p key={each} className="text-pretty text-muted">
          {each}
        </p>
      ))}
    </>
  );
}

/** Silence about this very person for a while. */
function Snoozed({
  personId,
  snoozes,
  timeZone,
  actions,
  onChanged,
}: {
  personId: string;
  snoozes: AlertSettingsSummary["snoozes"];
  timeZone: string;
  actions: AlertActions;
  onChanged: () => void;
}) {
  const t = useTranslations("person.alerts");
  const snooze = useTranslations("alerts.snooze");
  const { shortMomentWords } = useTimeWords();
  const [isChoosing, setChoosing] = useState(false);
  const { start, stop } = useSnoozing(actions, onChanged);
  const own = snoozes.find(({ target }) => "personId" in target && target.personId === personId);
  return (
    <div className="mt-3 flex items-center justify-between gap-3 border-t border-line pt-3">
      <p>{own ? t("snoozed", { time: shortMomentWords(own.until) }) : t("notSnoozed")}</p>
      <Button onClick={() => (own ? void stop(own) : setChoosing(true))}>
        <BellOff aria-hidden size={20} strokeWidth={1.75} />
        {snooze(own ? "end" : "start")}
      </Button>
      {isChoosing && (
        <SnoozeLengthSheet
          onChoose={(length) => {
            setChoosing(false);
            const until = snoozeEnd(length, new Date(), timeZone).toISOString();
            void start({ personId }, until);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
}
