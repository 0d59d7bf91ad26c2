"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { minutesOf } from "#components/cameras/camera-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { AlertNames, AlertRule } from "#lib/alerts/types.ts";
import { useRuleWords } from "./rule-words.ts";
import { TimeField } from "./time-field.tsx";

const AT_NIGHT = { from: 22 * 60, until: 6 * 60 };
const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Hours and weekdays. */
export function WhenChooser({
  rule,
  names,
  timeZone,
  onChange,
}: {
  rule: AlertRule;
  names: AlertNames;
  timeZone: string;
  onChange: (when: Pick<AlertRule, "hours" | "weekdays">) => void;
}) {
  const t = useTranslations("alerts");
  const { weekdayWords } = useRuleWords(names);
  const [isTimed, setIsTimed] = useState(rule.hours !== null);
  const [weekdays, setWeekdays] = useState(rule.weekdays);
  const [isRefused, setIsRefused] = useState(false);
  const save = (data: FormData) => {
    const minutes = (name: string) => minutesOf(String(data.get(name)));
    const hours = isTimed ? { from: minutes("from"), until: minutes("until") } : null;
    if (hours && hours.from === hours.until) return setIsRefused(true);
    // All seven days are every day.
    onChange({ hours, weekdays: weekdays.length === WEEK.length ? [] : weekdays.toSorted() });
  };
  const toggle = (day: number) =>
    setWeekdays(
      weekdays.includes(day) ? weekdays.filter((each) => each !== day) : [...weekdays, day],
    );
  return (
    <form action={save} className="space-y-3">
      <Segmented
        label={t("rules.choose.when")}
        value={isTimed ? "hours" : "always"}
        options={[
          { value: "always", shown: t("when.anyHour") },
          { value: "hours", shown: t("when.certainHours") },
        ]}
        onChange={(choice) => setIsTimed(choice === "hours")}
      />
      {isTimed && (
        <div className="flex gap-3">
          <TimeField name="from" label={t("when.from")} minutes={(rule.hours ?? AT_NIGHT).from} />
          <TimeField
            name="until"
            label={t("when.until")}
            minutes={(rule.hours ?? AT_NIGHT).until}
          />
        </div>
      )}
      {isRefused && <p role="alert">{t("when.same")}</p>}
      <fieldset>
        <legend className="text-small text-muted">{t("when.weekdays")}</legend>
        <div className="mt-1 grid grid-cols-7 gap-1">
          {WEEK.map((day) => (
            <button
              key={day}
              type="button"
              aria-pressed={weekdays.includes(day)}
              onClick={() => toggle(day)}
              className="min-h-12 rounded-xl bg-sunken text-small font-medium aria-pressed:bg-accent aria-pressed:text-on-accent"
            >
              <span aria-hidden>{weekdayWords(day)}</span>
              <span className="sr-only">{weekdayWords(day, "long")}</span>
            </button>
          ))}
        </div>
      </fieldset>
      <p className="text-small text-pretty text-muted">{t("when.zone", { zone: timeZone })}</p>
      <Button look="main" type="submit" className="w-full">
        {t("rules.done")}
      </Button>
    </form>
  );
}
