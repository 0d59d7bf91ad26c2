import { db } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { Prisma } from "#prisma/generated/client.ts";

const DAY_MS = 24 * 3_600_000;

/** What is deleted once it is old: where it stands, and which column says since when. */
const RECORDS = [
  ["webhook_deliveries", "received_at"],
  ["audit_entries", "at"],
  ["notification_decisions", "decided_at"],
  ["digests", "sent_at"],
  ["invitations", "created_at"],
] as const;

/** Rows of one statement. */
const BATCH = 5_000;

/**
 * Deletes what is older than RECORD_DAYS: what Ring sent, who did what in Kith, who was told of what and
 * why. A visit keeps what was seen. What one run has not reached the next one does.
 */
export async function deleteRecords(now: Date): Promise<void> {
  const before = new Date(now.getTime() - env().RECORD_DAYS * DAY_MS);
  for (const [table, since] of RECORDS)
    while ((await deleteSome(Prisma.raw(table), Prisma.raw(since), before)) === BATCH);
}

const deleteSome = (table: Prisma.Sql, since: Prisma.Sql, before: Date): Promise<number> =>
  db().$executeRaw`
    delete from ${table} where id in (
      select id from ${table} where ${since} < ${before} limit ${BATCH}
    )`;
