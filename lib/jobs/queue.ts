import { type Transaction, transactLazily } from "#lib/infra/db.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { JobName, JobPayloads } from "./contracts.ts";

/** The queue keeps an attempt count of its own; ours (`contracts.ts`) is lower and decides. */
const QUEUE_MAX_ATTEMPTS = 25;

export type EnqueueOptions = {
  /** Not before. Default: now. */
  runAt?: Date;
  /** One waiting job a key: a later `enqueue` with the same key replaces it. */
  key?: string;
  /** Lower runs first. Default 0. */
  priority?: number;
};

/**
 * Adds a job in the caller's transaction: the job exists exactly when the state that needs it does.
 */
export async function enqueue<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: JobPayloads[Name],
  options: EnqueueOptions = {},
): Promise<void> {
  const call = addJob(name, Prisma.sql`${JSON.stringify(payload)}::json`, options);
  await tx.$queryRaw`select 1 from ${call}`;
}

/**
 * The call that adds a job, for a statement that also writes what needs it.
 *
 * @param payload an expression of type json with the fields of the job's payload
 */
export function addJob(name: JobName, payload: Prisma.Sql, options: EnqueueOptions): Prisma.Sql {
  return Prisma.sql`
    graphile_worker.add_job(
      identifier => ${name},
      payload => ${payload},
      run_at => ${options.runAt ?? null}::timestamptz,
      max_attempts => ${QUEUE_MAX_ATTEMPTS},
      job_key => ${options.key ?? null},
      priority => ${options.priority ?? 0}
    )`;
}

/**
 * Has a job that is running come back at `at`, as urgent as it is, with so many attempts spent. The
 * job that runs then ends; should the worker die in between, it runs once more, which every task
 * allows.
 */
export async function comeBack<Name extends JobName>(
  name: Name,
  payload: JobPayloads[Name],
  { at, attempts }: { at: Date; attempts: number },
  { key, priority }: { key: string | null; priority: number },
): Promise<void> {
  const options = { runAt: at, priority, ...(key && { key }) };
  const call = addJob(name, Prisma.sql`${JSON.stringify(payload)}::json`, options);
  await transactLazily(async (tx) => {
    const [job] = await tx.$queryRaw<{ id: bigint }[]>`select id from ${call}`;
    await tx.$queryRaw`
      select 1 from graphile_worker.reschedule_jobs(
        array[${job?.id}::bigint], attempts => ${attempts}::int)`;
  });
}

/** Takes away the waiting jobs with these keys; one that runs is not tried again. */
export async function dequeue(tx: Transaction, keys: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    select 1 from unnest(${keys}::text[]) as key, lateral graphile_worker.remove_job(key) as job`;
}
