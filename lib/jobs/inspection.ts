import { db, type Transaction } from "#lib/infra/db.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { JobName } from "./contracts.ts";

/** Jobs that are due, and since when the oldest waits; for the health report. */
export async function queueBacklog(): Promise<{ due: number; oldestDueAt: Date | null }> {
  const [row] = await db().$queryRaw<{ due: bigint; oldest: Date | null }[]>`
    select count(*) as due, min(run_at) as oldest
    from graphile_worker.jobs
    where run_at <= now() and locked_at is null and attempts < max_attempts`;
  return { due: Number(row?.due ?? 0), oldestDueAt: row?.oldest ?? null };
}

/**
 * Whether a job with one of the keys is waiting or running, for a statement's condition: one that was
 * tried too often is neither.
 *
 * @param keys an expression of type text[]
 */
export const isInQueue = (keys: Prisma.Sql): Prisma.Sql => Prisma.sql`exists (
  select 1 from graphile_worker._private_jobs job
  where job.key = any(${keys}) and job.attempts < job.max_attempts
)`;

/**
 * Which of the ids a job that runs just now was given. The queue's own view leaves payloads out,
 * hence its table.
 *
 * @param field of the jobs' payloads
 * @param except the one that asks
 */
export async function givenToRunningJobs(
  tx: Transaction,
  field: "eventId" | "cameraId" | "ringAccountId",
  ids: readonly string[],
  except: JobName | null = null,
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct job.payload->>${field} as id
    from graphile_worker._private_jobs job
    join graphile_worker._private_tasks task on task.id = job.task_id
    where job.locked_by is not null and task.identifier is distinct from ${except}
      and job.payload->>${field} = any(${ids}::text[])`;
  return new Set(rows.map(({ id }) => id));
}
