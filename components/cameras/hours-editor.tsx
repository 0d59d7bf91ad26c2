"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { ActiveHours } from "#lib/cameras/types.ts";
import { clockOf, hoursWords, minutesOf } from "./camera-words.ts";

const choices = [
  { value: "always", shown: "Always" },
  { value: "hours", shown: "Only at certain hours" },
] as const;

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
        label="When Kith looks"
        value={isOpen ? "hours" : "always"}
        options={choices}
        onChange={choose}
      />
      {isOpen && (
        <form
          key={`${from} ${until}`}
          action={save}
          className="mt-3 flex flex-wrap items-end gap-x-3 gap-y-2"
        >
          <TimeField name="from" label="From" minutes={from} />
          <TimeField name="until" label="Until" minutes={until} />
          <Button type="submit" look="main">
            Save hours
          </Button>
        </form>
      )}
      {isOpen && (
        <p className="mt-2 text-small text-muted">
          {hours
            ? `Kith looks ${hoursWords(hours)}. `
            : "Not saved yet: Kith still looks at any hour. "}
          Times are those of {timeZone}, the owner's time zone. They may run over midnight.
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
