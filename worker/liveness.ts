import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import pg from "pg";
import { logger } from "#lib/infra/logger.ts";

/**
 * [Note: Jobs of a killed worker] The queue keeps a job locked for four hours when its worker dies
 * without a word. Each of our pools therefore holds a Postgres advisory lock under its id, on one
 * connection: when the process dies, Postgres lets go of it. A locked job whose pool's id nobody
 * holds is given back by whichever worker notices first.
 */
export type Liveness = {
  /** For the runner: tells of each pool that starts. */
  events: WorkerEvents;
  /** Gives back the jobs of dead workers. @returns how many workers were found dead. */
  releaseDeadWorkers: () => Promise<number>;
  close: () => Promise<void>;
};

/** A job locked for less than this is left alone: its worker may be about to take its lock. */
const GRACE = "5 seconds";
const RECONNECT_MS = 1_000;
/** After Postgres was away the other workers need a moment to take their locks again. */
const SETTLE_MS = 10_000;
/** Longer than any query here takes: a connection that hangs must not hold up the heartbeat. */
const QUERY_TIMEOUT_MS = 10_000;

/** Holds this process's locks; connects again, and takes them again, when Postgres was away. */
export async function createLiveness(databaseUrl: string): Promise<Liveness> {
  const poolIds = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  let closed = false;
  let reconnectedAt = Number.NEGATIVE_INFINITY;
  let client = await connect();
  let held: Promise<void> = Promise.resolve();

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      query_timeout: QUERY_TIMEOUT_MS,
    });
    let isLost = false;
    // A connection that breaks says so twice; the second word, unheard, would end the process.
    fresh.on("error", (error) => {
      if (closed || isLost) return;
      isLost = true;
      logger.warn({ err: error }, "liveness connection lost");
      setTimeout(reconnect, RECONNECT_MS);
    });
    await fresh.connect();
    for (const id of poolIds) {
      // What breaks the connection here has been heard above, which connects again.
      await hold(fresh, id).catch((error: unknown) => {
        if (!isLost) throw error;
      });
    }
    return fresh;
  }

  async function reconnect(): Promise<void> {
    try {
      client = await connect();
      reconnectedAt = performance.now();
    } catch {
      if (!closed) setTimeout(reconnect, RECONNECT_MS);
    }
  }

  events.on("pool:create", ({ workerPool: { id } }) => {
    poolIds.add(id);
    // One after the other: a connection takes one query at a time. What fails is held on reconnecting.
    held = held.then(() => hold(client, id)).catch(() => undefined);
  });

  return {
    events,
    async releaseDeadWorkers() {
      await held;
      return performance.now() - reconnectedAt < SETTLE_MS ? 0 : await releaseDead(client);
    },
    async close() {
      closed = true;
      await client.end();
    },
  };
}

async function hold(client: pg.Client, workerId: string): Promise<void> {
  await client.query("select pg_advisory_lock(hashtextextended($1, 1))", [workerId]);
}

async function releaseDead(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ locked_by: string }>(
    `select distinct locked_by from graphile_worker.jobs
     where locked_by is not null and locked_at < now() - interval '${GRACE}'`,
  );
  const dead: string[] = [];
  for (const { locked_by: workerId } of rows) {
    if (!(await isHeld(client, workerId))) dead.push(workerId);
  }
  if (dead.length > 0) {
    await giveBack(client, dead);
    logger.warn({ workers: dead.length }, "jobs of dead workers given back");
  }
  return dead.length;
}

/**
 * The queue takes all attempts from a job that runs while another one takes its key, which a job does
 * that comes back later, and removes it when it ends: one whose worker died would lie there for ever.
 */
async function giveBack(client: pg.Client, workerIds: string[]): Promise<void> {
  const { rows: replaced } = await client.query<{ id: string }>(
    `select id from graphile_worker.jobs
     where locked_by = any($1::text[]) and attempts >= max_attempts`,
    [workerIds],
  );
  await client.query("select graphile_worker.force_unlock_workers($1::text[])", [workerIds]);
  const ids = replaced.map(({ id }) => id);
  await client.query("select graphile_worker.complete_jobs($1::bigint[])", [ids]);
}

async function isHeld(client: pg.Client, workerId: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(
    `with id as (select hashtextextended($1, 1) as key)
     select exists (
       select 1 from pg_locks, id
       where locktype = 'advisory' and granted and objsubid = 1
         and database = (select oid from pg_database where datname = current_database())
         and ((classid::bigint << 32) | objid::bigint) = id.key
     ) as held`,
    [workerId],
  );
  return rows[0]?.held ?? true;
}
