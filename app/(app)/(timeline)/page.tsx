import { requireActor } from "#app/_server/session.ts";
import { personActions } from "#app/(app)/people/person-actions.ts";
import { Timeline } from "#components/events/timeline.tsx";
import { LedgerLink } from "#components/ledger/ledger-link.tsx";
import { listVisits } from "#lib/events/queries.ts";
import { ledgerVerdict } from "#lib/ledger/queries.ts";

/** Visits shown at first, and by each "Show earlier". */
const PAGE_SIZE = 30;

export default async function TimelinePage() {
  const actor = await requireActor();
  const [visits, verdict] = await Promise.all([
    listVisits(actor, { limit: PAGE_SIZE }),
    ledgerVerdict(actor, new Date()),
  ]);
  return (
    <>
      <h1 className="sr-only">Timeline</h1>
      <LedgerLink initial={verdict} />
      <Timeline
        initialVisits={visits}
        pageSize={PAGE_SIZE}
        timeZone={actor.timeZone}
        serverNow={new Date().toISOString()}
        actions={personActions}
      />
    </>
  );
}
