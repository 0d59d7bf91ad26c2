"use client";
import { useEffect, useState } from "react";
import useSWRInfinite from "swr/infinite";
import type { PersonActions } from "#components/people/person-actions.ts";
import { Button } from "#components/ui/button.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { dayWords } from "#components/ui/time-words.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { VisitSummary } from "#lib/events/types.ts";
import { EmptyTimeline } from "./empty-timeline.tsx";
import { EventScreen } from "./event-screen.tsx";
import { NewPill } from "./new-pill.tsx";
import { TodayStrip } from "./today-strip.tsx";
import { useReadingMark } from "./use-reading-mark.ts";
import { VisitRow } from "./visit-row.tsx";
import { leadingEvent } from "./visit-words.ts";

/** From this width on the chosen visit opens beside the list (the token `--breakpoint-pane`). */
const TWO_PANES = "(min-width: 1024px)";

type Props = {
  initialVisits: VisitSummary[];
  pageSize: number;
  timeZone: string;
  serverNow: string;
  actions: PersonActions;
};

/** What happened, newest first, live; on a wide screen with the chosen visit beside it. */
export function Timeline({ initialVisits, pageSize, timeZone, serverNow, actions }: Props) {
  const now = useNow(serverNow);
  const { visits, error, more, earlier, loading, refresh } = useVisits(initialVisits, pageSize);
  const { shown, fresh, reveal, arrivedSince } = useReadingMark(visits);
  const [chosen, setChosen] = useState<string>();
  useLive(refresh);
  useEffect(() => {
    if (matchMedia(TWO_PANES).matches) setChosen((old) => old ?? firstEvent(initialVisits));
  }, [initialVisits]);
  const open = (eventId: string) => {
    if (!matchMedia(TWO_PANES).matches) return false;
    setChosen(eventId);
    return true;
  };
  if (visits.length === 0) return <EmptyTimeline />;
  return (
    <div className="pane:grid pane:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] pane:gap-8">
      <div className="mx-auto w-full max-w-[720px]">
        <NewPill count={fresh} onPress={reveal} />
        <TodayStrip visits={shown} now={now} timeZone={timeZone} />
        {error && <Notice tone="warning">{error.message}</Notice>}
        {byDay(shown, now, timeZone).map(([day, dayVisits]) => (
          <section key={day} className="mt-6">
            <h2 className="mb-2 px-1 font-semibold">{day}</h2>
            <ul className="space-y-2">
              {dayVisits.map((visit) => (
                <VisitRow
                  key={visit.visitId}
                  visit={visit}
                  now={now}
                  timeZone={timeZone}
                  selected={visit.events.some(({ eventId }) => eventId === chosen)}
                  arriving={visit.startedAt > arrivedSince}
                  onOpen={open}
                />
              ))}
            </ul>
          </section>
        ))}
        {more && (
          <Button className="mt-6 w-full" disabled={loading} onClick={earlier}>
            {loading ? "Loading…" : "Show earlier"}
          </Button>
        )}
      </div>
      <div className="hidden pane:block">
        {chosen && (
          <div className="sticky top-6 max-h-[calc(100dvh-3rem)] overflow-y-auto rounded-card pb-6">
            <EventScreen
              key={chosen}
              eventId={chosen}
              initial={null}
              heading="h2"
              timeZone={timeZone}
              serverNow={now}
              actions={actions}
            />
          </div>
        )}
      </div>
    </div>
  );
}

function useVisits(initialVisits: VisitSummary[], pageSize: number) {
  const { data, error, size, setSize, mutate, isValidating } = useSWRInfinite<
    VisitSummary[],
    Error
  >(
    (index, previous: VisitSummary[] | null) => {
      const last = previous?.at(-1);
      if (index === 0) return `/api/visits?limit=${pageSize}`;
      if (!last || previous?.length !== pageSize) return null;
      return `/api/visits?limit=${pageSize}&before=${encodeURIComponent(last.startedAt)}`;
    },
    fetchJson,
    { fallbackData: [initialVisits], revalidateAll: true },
  );
  const pages = data ?? [initialVisits];
  return {
    visits: pages.flat(),
    error,
    more: pages.at(-1)?.length === pageSize,
    loading: isValidating && pages.length < size,
    earlier: () => void setSize(size + 1),
    refresh: () => mutate(),
  };
}

const firstEvent = (visits: readonly VisitSummary[]) => visits[0] && leadingEvent(visits[0]);

function byDay(visits: readonly VisitSummary[], now: string, timeZone: string) {
  const days = new Map<string, VisitSummary[]>();
  for (const visit of visits) {
    const day = dayWords(visit.startedAt, now, timeZone);
    days.set(day, [...(days.get(day) ?? []), visit]);
  }
  return [...days];
}
