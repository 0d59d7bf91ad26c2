import type { System } from "#e2e/system.ts";
import type { JobName } from "#lib/jobs/contracts.ts";

/** What the worker has still to do; jobs that wait for later are not counted. */
export type OpenWork = { deliveries: number; events: number; messages: number; jobs: number };

export async function openWork({ sql }: System): Promise<OpenWork> {
  const [open] = await sql<OpenWork>(
    `select (select count(*) from webhook_deliveries where outcome is null)::int as deliveries,
            (select count(*) from events where outcome is null or decided_at is null)::int as events,
            (select count(*) from notifications where state in ('pending', 'sending'))::int as messages,
            (select count(*) from graphile_worker.jobs
             where run_at < now() + interval '5 seconds')::int as jobs`,
  );
  if (!open) throw new Error("The database answered nothing.");
  return open;
}

/** Whether every delivery, event and message has come to its end. */
export async function isAtRest(system: System): Promise<boolean> {
  return Object.values(await openWork(system)).every((count) => count === 0);
}

/** Spares the test what jobs of a kind still wait: they are due now. */
export async function endWait({ sql }: System, job: JobName): Promise<void> {
  await sql(
    `select graphile_worker.reschedule_jobs(array_agg(id), run_at => now())
     from graphile_worker.jobs where task_identifier = $1 and locked_at is null`,
    [job],
  );
}
