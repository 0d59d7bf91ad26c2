"use client";
import { BellOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { type SnoozeLength, snoozeEnd, snoozeLengths } from "#lib/alerts/snooze-length.ts";
import type { AlertNames, AlertSettingsSummary, SnoozeTarget } from "#lib/alerts/types.ts";
import type { AlertActions } from "./alert-actions.ts";
import { ChoiceList } from "./choice-list.tsx";
import { namelessPicture, useTargetWords } from "./rule-words.ts";
import { SoughtChoices } from "./sought-choices.tsx";
import { useSnoozing } from "./use-snoozing.ts";

/** What is silent for a while, and how it is made so. */
export function SnoozeCard({
  snoozes,
  names,
  timeZone,
  actions,
  onChanged,
}: {
  snoozes: AlertSettingsSummary["snoozes"];
  names: AlertNames;
  timeZone: string;
  actions: Pick<AlertActions, "startSnooze" | "stopSnooze">;
  onChanged: () => void;
}) {
  const t = useTranslations("alerts");
  const { shortMomentWords } = useTimeWords();
  const targetWords = useTargetWords(names);
  const [choosing, setChoosing] = useState(false);
  const { start, stop } = useSnoozing(actions, onChanged);
  return (
    <Card title={t("snooze.title")}>
      {snoozes.length === 0 && <p className="text-muted">{t("snooze.none")}</p>}
      <ul className="divide-y divide-line">
        {snoozes.map((each) => (
          <li key={each.snoozeId} className="flex items-center justify-between gap-3">
            <span className="min-w-0 first-letter:uppercase wrap-anywhere">
              {t("snooze.until", {
                what: targetWords(each.target),
                time: shortMomentWords(each.until),
              })}
            </span>
            <Button look="plain" className="-mr-3" onClick={() => void stop(each)}>
              {t("snooze.end")}
            </Button>
          </li>
        ))}
      </ul>
      <Button className="mt-3" onClick={() => setChoosing(true)}>
        <BellOff aria-hidden size={20} strokeWidth={1.75} />
        {t("snooze.start")}
      </Button>
      <p className="mt-3 text-small text-pretty text-muted">{t("snooze.meaning")}</p>
      {choosing && (
        <SnoozeSheet
          names={names}
          onChoose={(target, length) => {
            setChoosing(false);
            void start(target, snoozeEnd(length, new Date(), timeZone).toISOString());
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </Card>
  );
}

function SnoozeSheet({
  names,
  onChoose,
  onClose,
}: {
  names: AlertNames;
  onChoose: (target: SnoozeTarget, length: SnoozeLength) => void;
  onClose: () => void;
}) {
  const t = useTranslations("alerts.snooze");
  const targetWords = useTargetWords(names);
  const [length, setLength] = useState<SnoozeLength>("hour");
  const asChoice = (target: SnoozeTarget) => ({
    ...{ key: JSON.stringify(target), words: targetWords(target), isChosen: false },
    pictureUrl: "personId" in target ? namelessPicture(names, target.personId) : null,
    choose: () => onChoose(target, length),
  });
  const places: SnoozeTarget[] = [
    { all: true },
    ...names.cameras.map(({ id }) => ({ cameraId: id })),
  ];
  const people = names.people.filter(({ isListed }) => isListed);
  return (
    <Sheet title={t("start")} onClose={onClose}>
      <h3 className="mb-1 text-small text-muted">{t("length")}</h3>
      <Segmented
        label={t("length")}
        value={length}
        options={snoozeLengths.map((value) => ({ value, shown: t(value) }))}
        onChange={setLength}
      />
      <h3 className="mt-3 px-2 text-small text-muted">{t("what")}</h3>
      <ChoiceList choices={places.map(asChoice)} />
      <SoughtChoices choices={people.map(({ id }) => asChoice({ personId: id }))} />
    </Sheet>
  );
}
