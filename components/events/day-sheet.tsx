"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { dayKey, noonOf } from "#components/ui/time-words.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { queryOf } from "#lib/events/timeline/address.ts";
import type { TimelineAddress } from "#lib/events/timeline/types.ts";
import { daysOf, monthAfter, monthOf } from "./calendar.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** A month to jump to a day of; days on which somebody came have a dot. */
export function DaySheet({
  address,
  timeZone,
  now,
  onClose,
}: {
  address: TimelineAddress;
  timeZone: string;
  now: string;
  onClose: () => void;
}) {
  const t = useTranslations("timeline");
  const { monthWords, weekdayWords } = useTimeWords("UTC");
  const today = dayKey(now, timeZone);
  const [month, setMonth] = useState(monthOf(address.day ?? today));
  const { data, error } = useSWR<string[], Error>(`/api/visits/days?month=${month}`, fetchJson);
  const { days, before } = daysOf(month);
  return (
    <Sheet title={t("jump")} onClose={onClose}>
      <div className="flex items-center justify-between">
        <Button
          look="plain"
          aria-label={t("monthBefore")}
          onClick={() => setMonth(monthAfter(month, -1))}
        >
          <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
        </Button>
        <h3 aria-live="polite" className="font-semibold">
          {monthWords(noonOf(`${month}-01`))}
        </h3>
        <Button
          look="plain"
          aria-label={t("monthAfter")}
          disabled={month >= monthOf(today)}
          onClick={() => setMonth(monthAfter(month, 1))}
        >
          <ChevronRight aria-hidden size={20} strokeWidth={1.75} />
        </Button>
      </div>
      <div aria-hidden className="grid grid-cols-7 pb-1 text-center text-small text-muted">
        {WEEKDAYS.map((weekday) => (
          <span key={weekday}>{weekdayWords(weekday)}</span>
        ))}
      </div>
      <ul className="grid grid-cols-7 gap-0.5">
        {days.map((day, index) => (
          <li key={day} style={index === 0 ? { gridColumnStart: before + 1 } : undefined}>
            <Day
              day={day}
              href={`/${queryOf({ ...address, day, before: undefined })}`}
              isChosen={day === (address.day ?? today)}
              isAhead={day > today}
              hasVisits={data?.includes(day) ?? false}
              onClose={onClose}
            />
          </li>
        ))}
      </ul>
      {error && <FetchProblem error={error} />}
      <Link
        href={`/${queryOf({ ...address, day: undefined, before: undefined })}`}
        onClick={onClose}
        className={buttonClasses("soft", "mt-3 w-full")}
      >
        {t("newest")}
      </Link>
    </Sheet>
  );
}

function Day({
  day,
  href,
  isChosen,
  isAhead,
  hasVisits,
  onClose,
}: {
  day: string;
  href: string;
  isChosen: boolean;
  isAhead: boolean;
  hasVisits: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("timeline");
  const words = useTimeWords("UTC").fullDateWords(noonOf(day));
  const classes = classNames(
    "flex min-h-12 flex-col items-center justify-center rounded-lg tabular-nums",
    hasVisits ? "font-semibold" : "text-muted",
    isChosen && "ring-2 ring-accent ring-inset",
  );
  if (isAhead)
    return <span className={classNames(classes, "text-small")}>{Number(day.slice(8))}</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      onClick={onClose}
      aria-current={isChosen ? "date" : undefined}
      aria-label={hasVisits ? t("visitsThatDay", { day: words }) : words}
      className={classNames(classes, "hover:bg-sunken")}
    >
      {Number(day.slice(8))}
      <span
        aria-hidden
        className={classNames("mt-0.5 size-1.5 rounded-full", hasVisits && "bg-accent")}
      />
    </Link>
  );
}
