"use client";
import { useTranslations } from "next-intl";
import { DayGroups } from "#components/events/day-groups.tsx";
import { EarlierVisits } from "#components/events/earlier-visits.tsx";
import { useEarlier, useStretch } from "#components/events/use-visits.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import type { VisitSummary } from "#lib/events/types.ts";

/** The visits in which somebody was seen, newest first, live and without end: the timeline of one person. */
export function PersonVisits({
  personId,
  initialVisits,
  pageSize,
  now,
  timeZone,
}: {
  personId: string;
  initialVisits: VisitSummary[];
  pageSize: number;
  now: string;
  timeZone: string;
}) {
  const t = useTranslations("person.visits");
  const address = { person: personId };
  const { downTo, past } = useEarlier(address, initialVisits, pageSize);
  const { visits, error } = useStretch(address, { downTo, visits: initialVisits }, true);
  const rows = { now, timeZone, chosen: undefined, onOpen: () => false };
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
