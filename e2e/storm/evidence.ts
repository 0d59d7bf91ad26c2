import type { System } from "#e2e/system.ts";
import type { MadeEvent } from "./play.ts";
import type { Evidence, LedgerRow } from "./tally.ts";

/** Reads what a storm has left behind, once everything has come to rest. */
export async function gatherEvidence(
  { sql, push, emulator }: System,
  made: readonly MadeEvent[],
  maxAgeMs: number,
): Promise<Evidence> {
  const rows = await sql<LedgerRow>(
    `select e.id, c.device_id as "deviceId", e.kind,
            (extract(epoch from e.occurred_at) * 1000)::float as at,
            (extract(epoch from e.received_at) * 1000)::float as "receivedAt",
            e.source, e.outcome, e.outcome_reason as reason,
            e.decided_at is not null as "isDecided", e.household_id as "householdId",
            e.household_id <> c.household_id or e.household_id <> v.household_id
              or exists (select from faces f where f.event_id = e.id
                         and f.household_id <> e.household_id) as "isCrossed",
            (select count(distinct (d.rank, d.reason, d.title, d.body))::int from notification_decisions d
             where d.event_id = e.id and d.notify) as told
     from events e join cameras c on c.id = e.camera_id join visits v on v.id = e.visit_id`,
  );
  const devices = await sql<{ endpoint: string; household: string }>(
    "select endpoint, household_id as household from subscriptions",
  );
  const deliveries = await emulator.control.deliveries();
  return {
    made,
    rows,
    messages: push.received().flatMap(({ endpoint, text }) => {
      const eventId = /^\/events\/(.+)$/.exec(JSON.parse(text).url)?.[1];
      return eventId === undefined ? [] : { endpoint, eventId };
    }),
    householdByEndpoint: new Map(devices.map(({ endpoint, household }) => [endpoint, household])),
    firstTryById: new Map(
      deliveries.flatMap(({ id, attempts: [first] }) => (first ? [[id, first.at] as const] : [])),
    ),
    maxAgeMs,
  };
}
