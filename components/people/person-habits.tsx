"use client";
import { ChartScatter, Table2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { FEWEST_VISITS, type HabitCell, habitsIn } from "#lib/people/habits.ts";
import { HabitPlot } from "./habit-plot.tsx";

/** When somebody usually comes: in words, and as a plot or a table. */
export function PersonHabits({ cells }: { cells: readonly HabitCell[] }) {
  const t = useTranslations("person.habits");
  const [isTable, setTable] = useState(false);
  const summary = useHabitSummary(cells);
  const Icon = isTable ? ChartScatter : Table2;
  return (
    <Card
      title={t("title")}
      aside={
        cells.length > 0 && (
          <Button
            look="plain"
            className="-my-3 -mr-4 px-3"
            aria-label={t(isTable ? "asPicture" : "asTable")}
            onClick={() => setTable(!isTable)}
          >
            <Icon aria-hidden size={20} strokeWidth={1.75} />
          </Button>
        )
      }
    >
      <p className="text-pretty">{summary}</p>
      {cells.length > 0 && (isTable ? <HabitTable cells={cells} /> : <HabitPlot cells={cells} />)}
    </Card>
  );
}

function useHabitSummary(cells: readonly HabitCell[]): string {
  const t = useTranslations("person.habits");
  const format = useFormatter();
  const { weekdayWords, clockWords } = useTimeWords();
  const { visits: count, weekdays, hours } = habitsIn(cells);
  const days = format.list(weekdays.map((weekday) => weekdayWords(weekday, "long")));
  const [from, until] = hours
    ? [clockWords(hours.from * 60), clockWords(hours.until * 60)]
    : ["", ""];
  if (count < FEWEST_VISITS) return t("few", { count });
  if (hours && days) return t("daysAndHours", { days, from, until, count });
  if (hours) return t("hours", { from, until, count });
  return days ? t("days", { days, count }) : t("none", { count });
}

function HabitTable({ cells }: { cells: readonly HabitCell[] }) {
  const t = useTranslations("person.habits");
  const { weekdayWords, clockWords } = useTimeWords();
  return (
    <table className="mt-3 w-full text-left tabular-nums">
      <thead className="text-small text-muted">
        <tr>
          <th className="py-1 font-normal">{t("day")}</th>
          <th className="py-1 font-normal">{t("hour")}</th>
          <th className="py-1 text-right font-normal">{t("visits")}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {cells.map(({ weekday, hour, visits }) => (
          <tr key={`${weekday} ${hour}`}>
            <th scope="row" className="py-1 font-normal">
              {weekdayWords(weekday, "long")}
            </th>
            <td className="py-1">
              {t("stretch", { from: clockWords(hour * 60), until: clockWords((hour + 1) * 60) })}
            </td>
            <td className="py-1 text-right">{visits}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
