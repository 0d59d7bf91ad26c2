"use client";
import { useTimeZone, useTranslations } from "next-intl";
import useSWR from "swr";
import { DayGroups } from "#components/events/day-groups.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { guestsIn } from "#components/visits/guests.ts";
import type { VisitSummary } from "#lib/events/types.ts";
import { KEPT_VISITS } from "./kept-copy.ts";
import { KeptGuest } from "./kept-guest.tsx";

/** The visits that are kept on this device. */
export function useKeptVisits() {
  const { data, error, mutate } = useSWR<VisitSummary[], Error>(KEPT_VISITS, fetchJson);
  useLive(() => mutate().catch(() => undefined));
  return { visits: data ?? [], isLoading: !data && !error, error };
}

/** The last visits, by day. */
export function OfflineTimeline() {
  const t = useTranslations("offline");
  const { visits, error } = useKeptVisits();
  return (
    <div className="mx-auto max-w-[720px]">
      <h1 className="px-1 text-display font-semibold">{t("visits")}</h1>
      {visits.length === 0 && error && <Notice tone="warning">{t("nothing")}</Notice>}
      <Days visits={visits} />
    </div>
  );
}

/** Visits under their days. */
export function Days({ visits }: { visits: readonly VisitSummary[] }) {
  const timeZone = useTimeZone() ?? "UTC";
  const now = useNow(new Date().toISOString());
  return (
    <DayGroups visits={visits} chosen={undefined} onOpen={() => false} {...{ now, timeZone }} />
  );
}

/** One visit, by its own id or that of one of its events. */
export function OfflineVisit({ id }: { id: string }) {
  const t = useTranslations("offline");
  const { visits, isLoading } = useKeptVisits();
  const visit = visits.find(
    ({ visitId, events }) => visitId === id || events.some(({ eventId }) => eventId === id),
  );
  if (isLoading) return null;
  return (
    <div className="mx-auto max-w-[720px]">
      <h1 className="px-1 text-display font-semibold">{t("visit")}</h1>
      {visit ? (
        <>
          <Days visits={[visit]} />
          <ul className="mt-4 space-y-3">
            {guestsIn(visit).map((guest) => (
              <KeptGuest key={guest.face.person.personId} guest={guest} />
            ))}
          </ul>
          <Notice tone="info">{t("noRecording")}</Notice>
        </>
      ) : (
        <Notice tone="info">{t("notKept")}</Notice>
      )}
    </div>
  );
}
