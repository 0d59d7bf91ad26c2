import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import pg from "pg";
import { logger } from "#lib/infra/logger.ts";

/**
 * [Note: Jobs of a killed worker] The queue keeps a job locked for four hours when its worker dies
 * without a word. Each of our pools therefore holds a Postgres advisory lock under its id, on one
 * connection: when the process dies, Postgres lets go of it. A locked job whose pool's id nobody
 * holds is given back by whichever worker notices first. One that is locked by a pool of our own, but
 * that we do not run, is given back as well: Postgres died after it had locked the job for us and
 * before it could say so.
 */
export type Liveness = {
  /** For the runner: tells of each pool that starts, and of the jobs that it runs. */
  events: WorkerEvents;
  /** Gives back the jobs that are locked and that nobody runs. @returns how many. */
  releaseLostJobs: () => Promise<number>;
  close: () => Promise<void>;
};

/** A job locked for less than this is left alone: its worker may be about to take its lock. */
const GRACE = "5 seconds";
/** The same for our own: the word that a job is ours, or its end, may be under way. */
const OWN_GRACE_MS = 30_000;
const RECONNECT_MS = 1_000;
/** After Postgres was away the other workers need a moment to take their locks again. */
const SETTLE_MS = 10_000;
/** Longer than any query here takes: a connection that hangs must not hold up the heartbeat. */
const QUERY_TIMEOUT_MS = 10_000;

/** Holds this process's locks; connects again, and takes them again, when Postgres was away. */
export async function createLiveness(databaseUrl: string): Promise<Liveness> {
  const poolIds = new Set<string>();
  const own = createOwnJobs();
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

  events.on("job:start", ({ job }) => own.begin(job.id));
  events.on("job:complete", ({ job }) => own.end(job.id));

  return {
    events,
    async releaseLostJobs() {
      await held;
      if (performance.now() - reconnectedAt < SETTLE_MS) return 0;
      const lost = [...(await jobsOfDead(client)), ...(await own.lost(client, poolIds))];
      if (lost.length === 0) return 0;
      await giveBack(client, lost);
      logger.warn({ jobs: lost.length }, "jobs that nobody runs given back");
      return lost.length;
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

type LockedJob = {
  id: string;
  /** Another one has taken its key, as a job does that comes back later. */
  isReplaced: boolean;
};

const LOCKED_JOB = `id, attempts >= max_attempts as "isReplaced"`;

async function jobsOfDead(client: pg.Client): Promise<LockedJob[]> {
  const { rows } = await client.query<{ locked_by: string }>(
    `select distinct locked_by from graphile_worker.jobs
     where locked_by is not null and locked_at < now() - interval '${GRACE}'`,
  );
  const dead: string[] = [];
  for (const { locked_by: workerId } of rows) {
    if (!(await isHeld(client, workerId))) dead.push(workerId);
  }
  if (dead.length === 0) return [];
  const jobs = await client.query<LockedJob>(
    `select ${LOCKED_JOB} from graphile_worker.jobs where locked_by = any($1::text[])`,
    [dead],
  );
  return jobs.rows;
}

/** The jobs that this process runs, as the queue's events tell. */
function createOwnJobs() {
  /** When each ended; Infinity while it runs. Forgotten a while later: its end takes time to be written. */
  const endByJob = new Map<string, number>();
  return {
    begin: (id: string) => void endByJob.set(id, Number.POSITIVE_INFINITY),
    end: (id: string) => void endByJob.set(id, performance.now()),
    /** Jobs that are locked by a pool of ours, and that we neither run nor have just run. */
    async lost(client: pg.Client, poolIds: ReadonlySet<string>): Promise<LockedJob[]> {
      const { rows } = await client.query<LockedJob>(
        `select ${LOCKED_JOB} from graphile_worker.jobs
         where locked_by = any($1::text[]) and locked_at < now() - $2 * interval '1 ms'`,
        [[...poolIds], OWN_GRACE_MS],
      );
      for (const [id, end] of endByJob)
        if (performance.now() - end > OWN_GRACE_MS) endByJob.delete(id);
      return rows.filter(({ id }) => !endByJob.has(id));
    },
  };
}

/**
 * Unlocks jobs. One that was replaced is removed instead: the queue took all attempts from it, so it
 * would lie there for ever.
 */
async function giveBack(client: pg.Client, jobs: readonly LockedJob[]): Promise<void> {
  const ids = jobs.map(({ id }) => id);
  await client.query(
    `update graphile_worker._private_jobs set locked_by = null, locked_at = null
     where id = any($1::bigint[])`,
    [ids],
  );
  const replaced = jobs.filter(({ isReplaced }) => isReplaced).map(({ id }) => id);
  await client.query("select graphile_worker.complete_jobs($1::bigint[])", [replaced]);
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
