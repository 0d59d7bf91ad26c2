import { dayKey } from "#components/ui/time-words.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { VisitSummary } from "#lib/events/types.ts";
import { VisitRow } from "./visit-row.tsx";

/** What the rows of all stretches have in common. */
export type RowProps = {
  now: string;
  timeZone: string;
  chosen: string | undefined;
  onOpen: (visitId: string) => boolean;
};

/** Visits under a heading for each day, without one for the day that the row above is of. */
export function DayGroups({
  visits,
  above,
  arrivedSince,
  now,
  timeZone,
  chosen,
  onOpen,
}: RowProps & {
  visits: readonly VisitSummary[];
  /** When the visit above began, ISO 8601. */
  above?: string | undefined;
  /** What began later slides in. */
  arrivedSince?: string | undefined;
}) {
  const { dayWords, sinceWords } = useTimeWords();
  return byDay(visits, timeZone).map(([day, ofDay]) => (
    <section key={day} className="pt-2">
      {!(above && dayKey(above, timeZone) === day) && (
        <h2 className="mt-4 mb-2 px-1 font-semibold">
          {dayWords(ofDay[0]?.startedAt ?? now, now)}
        </h2>
      )}
      <ul className="space-y-2">
        {ofDay.map((visit) => (
          <VisitRow
            key={visit.visitId}
            visit={visit}
            since={sinceWords(visit.startedAt, now)}
            selected={visit.visitId === chosen}
            arriving={arrivedSince !== undefined && visit.startedAt > arrivedSince}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </section>
  ));
}

function byDay(visits: readonly VisitSummary[], timeZone: string) {
  const days = new Map<string, VisitSummary[]>();
  for (const visit of visits) {
    const day = dayKey(visit.startedAt, timeZone);
    days.set(day, [...(days.get(day) ?? []), visit]);
  }
  return [...days];
}
