"use client";
import { useTranslations } from "next-intl";
import { Sheet } from "#components/ui/sheet.tsx";
import { type AlertNames, type AlertRule, hows, type Whom } from "#lib/alerts/types.ts";
import { ChoiceList } from "./choice-list.tsx";
import { namelessPicture, type RulePart, useRuleWords } from "./rule-words.ts";
import { SoughtChoices } from "./sought-choices.tsx";
import { WhenChooser } from "./when-chooser.tsx";
import { WhereChooser } from "./where-chooser.tsx";

const PAUSES_MINUTES = [0, 5, 15, 30, 60, 180, 720];

const groups: Whom[] = [
  { kind: "category", category: "unknown" },
  { kind: "category", category: "watchlist" },
  { kind: "category", category: "familiar" },
  { kind: "anybody" },
  { kind: "nobody" },
];

/** The small choice behind a word of a rule. */
export function PartChooser({
  part,
  rule,
  names,
  timeZone,
  onChange,
  onClose,
}: {
  part: RulePart;
  rule: AlertRule;
  names: AlertNames;
  timeZone: string;
  onChange: (rule: AlertRule) => void;
  onClose: () => void;
}) {
  const t = useTranslations("alerts");
  const { whomWords, pauseWords } = useRuleWords(names);
  const listed = names.people.filter(({ isListed }) => isListed);
  const persons = listed.map(({ id }): Whom => ({ kind: "person", personId: id }));
  const asChoice = (whom: Whom) => ({
    key: JSON.stringify(whom),
    pictureUrl: whom.kind === "person" ? namelessPicture(names, whom.personId) : null,
    words: whomWords(whom),
    isChosen: JSON.stringify(whom) === JSON.stringify(rule.whom),
    choose: () => onChange({ ...rule, whom }),
  });
  return (
    <Sheet title={t(`rules.choose.${part}`)} onClose={onClose}>
      {part === "whom" && (
        <>
          <ChoiceList choices={groups.map(asChoice)} />
          {persons.length > 0 && (
            <>
              <h3 className="mt-3 px-2 text-small text-muted">{t("whom.people")}</h3>
              <SoughtChoices choices={persons.map(asChoice)} />
            </>
          )}
        </>
      )}
      {part === "how" && (
        <ChoiceList
          choices={hows.map((how) => ({
            ...{ key: how, words: t(`how.${how}`), meaning: t(`how.${how}Meaning`) },
            isChosen: how === rule.how,
            choose: () => onChange({ ...rule, how }),
          }))}
        />
      )}
      {part === "pause" && (
        <ChoiceList
          choices={PAUSES_MINUTES.map((cooldownMinutes) => ({
            ...{ key: String(cooldownMinutes), words: pauseWords(cooldownMinutes) },
            isChosen: cooldownMinutes === rule.cooldownMinutes,
            choose: () => onChange({ ...rule, cooldownMinutes }),
          }))}
        />
      )}
      {part === "where" && (
        <WhereChooser
          chosenIds={rule.cameraIds}
          cameras={names.cameras}
          onChange={(cameraIds) => onChange({ ...rule, cameraIds })}
        />
      )}
      {part === "when" && (
        <WhenChooser
          rule={rule}
          names={names}
          timeZone={timeZone}
          onChange={(when) => onChange({ ...rule, ...when })}
        />
      )}
    </Sheet>
  );
}
