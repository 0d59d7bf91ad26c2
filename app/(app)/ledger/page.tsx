import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { timeWordsIn } from "#app/_server/time-words.ts";
import { DayLedger } from "#components/ledger/day-ledger.tsx";
import { Month } from "#components/ledger/month.tsx";
import { VerdictCard } from "#components/ledger/verdict-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { noonOf } from "#components/ui/time-words.ts";
import { calendarDay, ledgerDays, shownDays, totals } from "#lib/ledger/days.ts";
import { countLedger, ledgerStand, listLedgerEvents } from "#lib/ledger/queries.ts";
import { verdictOf } from "#lib/ledger/verdict.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("ledger"))("title"),
});

type Props = { searchParams: Promise<{ day?: string | string[] }> };

export default async function LedgerPage({ searchParams }: Props) {
  const actor = await requireActor();
  const now = new Date();
  const today = calendarDay(now, actor.timeZone);
  const days = shownDays(today);
  const asked = (await searchParams).day;
  const [counts, stand] = await Promise.all([countLedger(actor, days[0]), ledgerStand(actor)]);
  const ledger = ledgerDays(days, counts);
  const latest = ledger.findLast(({ events }) => events > 0)?.day ?? today;
  const chosen = days.find((day) => day === asked) ?? latest;
  const events = await listLedgerEvents(actor, chosen);
  const t = await getTranslations("ledger");
  const { dateWords, dayWords } = await timeWordsIn("UTC");
  return (
    <div className="mx-auto max-w-[720px] space-y-4">
      <h1 className="mb-5 px-1 text-display font-semibold">{t("title")}</h1>
      <VerdictCard
        verdict={verdictOf(stand, totals(counts), now)}
        since={dateWords(noonOf(days[0]))}
        serverNow={now.toISOString()}
      />
      <Card title={t("weeks")}>
        <Month days={ledger} chosen={chosen} now={noonOf(today)} />
      </Card>
      <Card title={dayWords(noonOf(chosen), noonOf(today))}>
        {ledger
          .filter(({ day }) => day === chosen)
          .map((day) => (
            <DayLedger key={day.day} day={day} events={events} />
          ))}
      </Card>
    </div>
  );
}
