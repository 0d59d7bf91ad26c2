"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { ActiveHours } from "#lib/cameras/types.ts";
import { clockOf, minutesOf } from "./camera-words.ts";

/** What the fields hold before anything was set. */
const AT_NIGHT: ActiveHours = { from: 22 * 60, until: 6 * 60 };

/** When a camera is looked at. Hours may run over midnight. */
export function HoursEditor({
  hours,
  timeZone,
  onChange,
}: {
  hours: ActiveHours | null;
  timeZone: string;
  onChange: (hours: ActiveHours | null) => void;
}) {
  const t = useTranslations("cameras.looks");
  const { clockWords } = useTimeWords();
  const [choosing, setChoosing] = useState(false);
  const { from, until } = hours ?? AT_NIGHT;
  const save = (data: FormData) => {
    setChoosing(false);
    const minutes = (name: string) => minutesOf(String(data.get(name)));
    onChange({ from: minutes("from"), until: minutes("until") });
  };
  const choose = (choice: "always" | "hours") => {
    setChoosing(choice === "hours");
    if (choice === "always" && hours) onChange(null);
  };
  const isOpen = choosing || hours !== null;
  return (
    <div>
      <Segmented
        label={t("title")}
        value={isOpen ? "hours" : "always"}
        options={[
          { value: "always", shown: t("always") },
          { value: "hours", shown: t("certainHours") },
        ]}
        onChange={choose}
      />
      {isOpen && (
        <form
          key={`${from} ${until}`}
          action={save}
          className="mt-3 flex flex-wrap items-end gap-x-3 gap-y-2"
        >
          <TimeField name="from" label={t("from")} minutes={from} />
          <TimeField name="until" label={t("until")} minutes={until} />
          <Button type="submit" look="main">
            {t("save")}
          </Button>
        </form>
      )}
      {isOpen && (
        <p className="mt-2 text-small text-muted">
          {hours ? t("hours", { from: clockWords(from), until: clockWords(until) }) : t("notSaved")}{" "}
          {t("zone", { zone: timeZone })}
        </p>
      )}
    </div>
  );
}

const TimeField = ({ name, label, minutes }: { name: string; label: string; minutes: number }) => (
  <label className="grow basis-36 text-small text-muted sm:grow-0">
    {label}
    <input
      type="time"
      name={name}
      required
      defaultValue={clockOf(minutes)}
      className="mt-1 block min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px] text-ink tabular-nums"
    />
  </label>
);
