import type { System } from "#e2e/system.ts";

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
