import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { personActions } from "#app/(app)/people/person-actions.ts";
import { share } from "#app/(app)/visits/actions.ts";
import { Timeline } from "#components/events/timeline.tsx";
import { LedgerLink } from "#components/ledger/ledger-link.tsx";
import { listCameras } from "#lib/cameras/queries.ts";
import { queryOf } from "#lib/events/timeline/address.ts";
import { filterNames, listMarks, listVisits, partsToLift } from "#lib/events/timeline/queries.ts";
import { filterSchema, startSchema } from "#lib/events/timeline/schema.ts";
import { calendarDay } from "#lib/ledger/days.ts";
import { ledgerVerdict } from "#lib/ledger/queries.ts";

/** Visits that come with the page: as many as a phone shows, and some. */
const FIRST_COUNT = 12;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TimelinePage({ searchParams }: Props) {
  const actor = await requireActor();
  const asked = await searchParams;
  const filter = filterSchema.parse(asked);
  const start = startSchema.parse(asked);
  const address = { ...filter, ...start };
  const now = new Date();
  const [t, visits, marks, names, cameras, verdict] = await Promise.all([
    getTranslations("timeline"),
    listVisits(actor, { ...start, limit: FIRST_COUNT }, filter),
    listMarks(actor, start.day ?? calendarDay(now, actor.timeZone), filter),
    filterNames(actor, filter),
    listCameras(actor),
    ledgerVerdict(actor, now),
  ]);
  return (
    <>
      <h1 className="sr-only">{t("title")}</h1>
      <LedgerLink initial={verdict} />
      <Timeline
        key={queryOf(address)}
        address={address}
        names={names}
        cameras={cameras.map(({ cameraId, name }) => ({ cameraId, name }))}
        initialVisits={visits}
        initialMarks={marks}
        toLift={visits.length > 0 ? [] : await partsToLift(actor, address)}
        firstCount={FIRST_COUNT}
        timeZone={actor.timeZone}
        serverNow={now.toISOString()}
        actions={personActions}
        share={share}
      />
    </>
  );
}
