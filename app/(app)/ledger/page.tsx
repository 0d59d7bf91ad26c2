import type { Metadata } from "next";
import { requireActor } from "#app/_server/session.ts";
import { DayLedger } from "#components/ledger/day-ledger.tsx";
import { Month } from "#components/ledger/month.tsx";
import { VerdictCard } from "#components/ledger/verdict-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { dateWords, dayWords } from "#components/ui/time-words.ts";
import { calendarDay, ledgerDays, shownDays, totals } from "#lib/ledger/days.ts";
import { countLedger, ledgerStand, listLedgerEvents } from "#lib/ledger/queries.ts";
import { verdictOf } from "#lib/ledger/verdict.ts";

export const metadata: Metadata = { title: "Did I miss anything?" };

type Props = { searchParams: Promise<{ day?: string | string[] }> };

/** A day of the calendar as an instant that is on it: of words in UTC. */
const noon = (day: string) => `${day}T12:00:00Z`;

export default async function LedgerPage({ searchParams }: Props) {
  const actor = await requireActor();
  const { timeZone } = actor;
  const now = new Date();
  const today = calendarDay(now, timeZone);
  const days = shownDays(today);
  const asked = (await searchParams).day;
  const [counts, stand] = await Promise.all([countLedger(actor, days[0]), ledgerStand(actor)]);
  const ledger = ledgerDays(days, counts);
  const latest = ledger.findLast(({ events }) => events > 0)?.day ?? today;
  const chosen = days.find((day) => day === asked) ?? latest;
  const events = await listLedgerEvents(actor, chosen);
  return (
    <div className="mx-auto max-w-[720px] space-y-4">
      <h1 className="mb-5 px-1 text-display font-semibold">Did I miss anything?</h1>
      <VerdictCard
        verdict={verdictOf(stand, totals(counts), now)}
        since={dateWords(noon(days[0]), "UTC")}
        timeZone={timeZone}
        serverNow={now.toISOString()}
      />
      <Card title="Five weeks">
        <Month days={ledger} chosen={chosen} now={noon(today)} />
      </Card>
      <Card title={dayWords(noon(chosen), noon(today), "UTC")}>
        {ledger
          .filter(({ day }) => day === chosen)
          .map((day) => (
            <DayLedger key={day.day} day={day} events={events} timeZone={timeZone} />
          ))}
      </Card>
    </div>
  );
}
