"use client";
import { useTranslations } from "next-intl";
import { DayGroups } from "#components/events/day-groups.tsx";
import { EarlierVisits } from "#components/events/earlier-visits.tsx";
import { useEarlier, useStretch } from "#components/events/use-visits.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { VisitSummary } from "#lib/events/types.ts";

const opensItsPage = () => false;

/** The visits in which somebody was seen, newest first, live and without end: the timeline of one person. */
export function PersonVisits({
  personId,
  initialVisits,
  firstCount,
  serverNow,
  timeZone,
}: {
  personId: string;
  initialVisits: VisitSummary[];
  firstCount: number;
  serverNow: string;
  timeZone: string;
}) {
  const t = useTranslations("person.visits");
  const now = useNow(serverNow);
  const address = { person: personId };
  const { downTo, past } = useEarlier(address, initialVisits, firstCount);
  const { visits, error } = useStretch(address, { downTo, visits: initialVisits }, true);
  const rows = { now, timeZone, chosen: undefined, onOpen: opensItsPage };
  return (
    <section aria-labelledby="visits">
      <h2 id="visits" className="px-1 text-title font-semibold">
        {t("title")}
      </h2>
      {error && <FetchProblem error={error} />}
      {visits.length === 0 && <p className="mt-2 px-1 text-muted">{t("none")}</p>}
      <DayGroups visits={visits} {...rows} />
      <EarlierVisits address={address} past={past} {...rows} />
    </section>
  );
}
