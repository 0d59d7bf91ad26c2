import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { calendarDay, shownDays, totals } from "./days.ts";
import { LEFT_TO_WEBHOOK_MS } from "./history/patience.ts";
import type { LedgerCount, LedgerEvent, LedgerStand } from "./types.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** A day of more events lists its latest. */
export const MAX_LISTED = 500;

/**
 * Every event of the household since a day, counted by the day on the member's calendar, by how it came
 * and by how it ended; and how often Ring told again of what was known, on the day it first did.
 *
 * @param since "2026-11-22"
 */
export async function countLedger(actor: Actor, since: string): Promise<LedgerCount[]> {
  const { householdId, timeZone } = actor;
  return await db().$queryRaw<LedgerCount[]>`
    select to_char(occurred_at at time zone ${timeZone}, 'YYYY-MM-DD') as day,
           source::text, outcome::text, outcome_reason as reason, count(*)::int as events,
           (count(*) filter (where source = 'history' and heard_at is not null))::int
             as "cameAfterAll",
           0 as repetitions
    from events
    where household_id = ${householdId}::uuid
      and occurred_at >= (${since}::timestamp at time zone ${timeZone})
    group by 1, 2, 3, 4
    union all
    select to_char(received_at at time zone ${timeZone}, 'YYYY-MM-DD'),
           'webhook', null, null, 0, 0,
           sum(repeats + case when outcome = 'duplicate' then 1 else 0 end)::int
    from webhook_deliveries
    where household_id = ${householdId}::uuid
      and received_at >= (${since}::timestamp at time zone ${timeZone})
    group by 1
    having sum(repeats + case when outcome = 'duplicate' then 1 else 0 end) > 0`;
}

/** The events of one day on the member's calendar, newest first; see `MAX_LISTED`. */
export async function listLedgerEvents(actor: Actor, day: string): Promise<LedgerEvent[]> {
  const { householdId, timeZone } = actor;
  const rows = await db().$queryRaw<(Omit<LedgerEvent, "occurredAt"> & { occurredAt: Date })[]>`
    select e.id as "eventId", e.occurred_at as "occurredAt", e.kind::text,
           coalesce(c.own_name, c.name) as "cameraName", e.source::text, e.outcome::text,
           e.outcome_reason as "outcomeReason"
    from events e join cameras c on c.id = e.camera_id
    where e.household_id = ${householdId}::uuid
      and e.occurred_at >= (${day}::timestamp at time zone ${timeZone})
      and e.occurred_at < ((${day}::timestamp + interval '1 day') at time zone ${timeZone})
    order by e.occurred_at desc
    limit ${MAX_LISTED}`;
  return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() }));
}

/** The answer to "Did I miss anything?" over the days that the page shows. */
export async function ledgerVerdict(actor: Actor, now: Date): Promise<Verdict> {
  const [since] = shownDays(calendarDay(now, actor.timeZone));
  const [counts, stand] = await Promise.all([countLedger(actor, since), ledgerStand(actor)]);
  return verdictOf(stand, totals(counts), now);
}

/** How the household's Ring accounts stand. */
export async function ledgerStand(actor: Actor): Promise<LedgerStand> {
  const { householdId } = actor;
  const accounts = await db().ringAccount.findMany({
    where: { householdId, state: { not: "removed" } },
    select: { state: true, reconciledUntil: true },
  });
  const alarm = await db().alarm.findFirst({
    where: { householdId, kind: "webhooks_stopped", clearedAt: null },
  });
  return {
    accounts: accounts.map(({ state, reconciledUntil }) => ({
      state: state as LedgerStand["accounts"][number]["state"],
      comparedAt: reconciledUntil && comparedAt(reconciledUntil),
    })),
    webhooksStopped: alarm !== null,
  };
}

/** A comparison accounts for all up to what it left to webhooks. */
const comparedAt = (reconciledUntil: Date) =>
  new Date(reconciledUntil.getTime() + LEFT_TO_WEBHOOK_MS).toISOString();
