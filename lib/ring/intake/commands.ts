import { setTimeout } from "node:timers/promises";
import { clearAlarm, raiseAlarm } from "#lib/alarms/commands.ts";
import { db } from "#lib/infra/db.ts";
import { logger } from "#lib/infra/logger.ts";

/** So many wrong signatures in a row mean that a key is wrong, or that somebody is trying. */
const ALARMING = 3;
const WRITE_AFTER_MS = 1_000;

type Row = { count: number; since: Date };
let uncounted: Row | undefined;

/** Counts a wrong signature. Nobody waits for it, and a flood costs one write a second. */
export function noteBadSignature(receivedAt: Date): void {
  if (!uncounted) {
    uncounted = { count: 0, since: receivedAt };
    writeSoon(uncounted).catch((error: unknown) =>
      logger.warn({ err: error }, "wrong signatures not counted"),
    );
  }
  uncounted.count += 1;
}

async function writeSoon(row: Row): Promise<void> {
  await setTimeout(WRITE_AFTER_MS);
  uncounted = undefined;
  await countBadSignatures(row.count, row.since, new Date());
}

/**
 * Adds wrong signatures to those in a row, and tells every household that Ring tells of anything once
 * they are too many. A right one ends the row: that one came, the inbox knows.
 *
 * @param since when the first of them came
 */
export async function countBadSignatures(count: number, since: Date, now: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    const [state] = await tx.$queryRaw<{ inRow: number }[]>`
      insert into intake_state as state (id, bad_signatures, last_bad_at)
      values (1, ${count}::int, ${now})
      on conflict (id) do update set
        bad_signatures = case
          when exists (select 1 from webhook_deliveries where received_at >= ${since}) then 0
          when exists (select 1 from webhook_deliveries where received_at > state.last_bad_at)
            then ${count}::int
          else state.bad_signatures + ${count}::int end,
        last_bad_at = ${now}
      returning bad_signatures as "inRow"`;
    if (!state || state.inRow < ALARMING) return;
    const households = await tx.household.findMany({
      where: {
        ringAccounts: { some: { state: { not: "removed" } } },
        alarms: { none: { kind: "bad_signatures", clearedAt: null } },
      },
      orderBy: { id: "asc" },
    });
    for (const { id: householdId } of households)
      await raiseAlarm(tx, { householdId, kind: "bad_signatures", subject: householdId }, now);
  });
}

/** Ends the alarms of wrong signatures when a right one has come since. */
export async function clearSignatureAlarms(now: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    const state = await tx.intakeState.findFirst();
    const right = await tx.webhookDelivery.findFirst({
      where: { receivedAt: { gt: state?.lastBadAt ?? now } },
    });
    if (!right) return;
    const open = await tx.alarm.findMany({
      where: { kind: "bad_signatures", clearedAt: null },
      orderBy: { id: "asc" },
    });
    for (const { householdId, subject } of open)
      await clearAlarm(tx, { householdId, kind: "bad_signatures", subject }, now);
  });
}
