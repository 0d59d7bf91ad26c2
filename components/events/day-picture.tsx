"use client";
import { ChartNoAxesGantt, ChevronLeft, ChevronRight, Table2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { dayKey } from "#components/ui/time-words.ts";
import { useCurrent } from "#components/ui/use-current.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { partsOf, queryOf, without } from "#lib/events/timeline/address.ts";
import { MOST_MARKS, type TimelineAddress, type VisitMark } from "#lib/events/timeline/types.ts";
import { dayAfter } from "./calendar.ts";
import { DayLanes } from "./day-lanes.tsx";
import { DayTable } from "./day-table.tsx";

/** What happened on a day at a glance: today, or the day that the list begins with. */
export function DayPicture({
  address,
  initialMarks,
  now,
  timeZone,
  onOpen,
}: {
  address: TimelineAddress;
  initialMarks: VisitMark[];
  now: string;
  timeZone: string;
  onOpen: (visitId: string) => boolean;
}) {
  const t = useTranslations("timeline");
  const [isTable, setTable] = useState(false);
  const today = dayKey(now, timeZone);
  const day = address.day ?? today;
  const url = `/api/visits/marks${queryOf({ ...address, before: undefined, day })}`;
  const { data: marks, error } = useCurrent<VisitMark[]>(url, initialMarks);
  const words = useTimeWords().calendarDayWords(day, now);
  const { told, nothing } = useDayTold(address, words, marks.length);
  const Icon = isTable ? ChartNoAxesGantt : Table2;
  const to = (other: string) =>
    `/${queryOf({ ...address, before: undefined, day: other === today ? undefined : other })}`;
  return (
    <section aria-label={told} className="rounded-card bg-card px-4 pt-1 pb-2 shadow-card">
      <div className="-mx-3 flex items-center">
        <DayLink href={to(dayAfter(day, -1))} aria-label={t("dayBefore")}>
          <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
        </DayLink>
        <p className="grow text-center text-small font-medium">{told}</p>
        {day < today && (
          <DayLink href={to(dayAfter(day))} aria-label={t("dayAfter")}>
            <ChevronRight aria-hidden size={20} strokeWidth={1.75} />
          </DayLink>
        )}
        <Button
          look="plain"
          aria-label={t(isTable ? "asPicture" : "asTable")}
          onClick={() => setTable(!isTable)}
          className="px-3"
        >
          <Icon aria-hidden size={20} strokeWidth={1.75} />
        </Button>
      </div>
      {error && <FetchProblem error={error} />}
      {nothing && <p className="pb-2 text-center text-muted">{nothing}</p>}
      {!nothing && isTable && <DayTable marks={marks} onOpen={onOpen} />}
      {!nothing && !isTable && (
        <DayLanes
          marks={marks}
          now={day === today ? now : undefined}
          timeZone={timeZone}
          onOpen={onOpen}
        />
      )}
    </section>
  );
}

/** How many visits a day has, and what stands in their place where there is none. */
function useDayTold(address: TimelineAddress, day: string, count: number) {
  const t = useTranslations("timeline");
  if (count > 0) return { told: t(count < MOST_MARKS ? "dayTold" : "dayToldMost", { day, count }) };
  return partsOf(without(address, "day")).length > 0
    ? { told: t("dayNoMatch", { day }), nothing: t("noMatch") }
    : { told: t("dayTold", { day, count }), nothing: t("nobodyCame") };
}

const DayLink = (props: ComponentProps<typeof Link>) => (
  <Link prefetch={false} scroll={false} className={buttonClasses("plain", "px-3")} {...props} />
);
