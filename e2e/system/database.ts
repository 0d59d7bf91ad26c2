import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { eventually } from "#lib/testing/eventually.ts";
import { startPostgres } from "#start/postgres/cluster.ts";
import { endLeftPostmaster } from "#start/postgres/postmaster.ts";

/** A Postgres of its own that a test may kill; its address stays the same. */
export type SystemDatabase = {
  readonly url: string;
  /** Ends Postgres as `kill -9` does, and keeps it down. */
  kill9(): Promise<void>;
  /** Stops it and its children in mid-work: it neither answers nor refuses. @returns how to go on */
  freeze(): Promise<() => void>;
  /** Has whoever needs a table wait, to read it as well where `also` says so. @returns how to let them */
  hold(table: string, also?: "reading"): Promise<() => Promise<void>>;
  /** Starts it again on the same port and waits until it answers. */
  start(): Promise<void>;
  /** Runs one statement. @returns its rows */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<Row[]>;
  stop(): Promise<void>;
};

const GRACE_MS = 10_000;

export async function startDatabase(dataDir: string, password: string): Promise<SystemDatabase> {
  const { url, child } = await startPostgres({ dataDir, password, say: () => undefined });
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  // The test kills Postgres under it; the next query connects anew.
  pool.on("error", () => undefined);
  return {
    url,
    async kill9() {
      const pid = child.pid();
      if (pid) process.kill(pid, "SIGKILL");
      // Told before the end is noticed, lest the supervisor starts it again.
      await child.stop(0);
    },
    async freeze() {
      const pids = await family(child.pid());
      const signal = (name: NodeJS.Signals) => {
        for (const pid of pids) process.kill(pid, name);
      };
      signal("SIGSTOP");
      return () => signal("SIGCONT");
    },
    async hold(table, also) {
      const holder = new pg.Client({ connectionString: url });
      holder.on("error", () => undefined);
      await holder.connect();
      const mode = also === "reading" ? "access exclusive" : "exclusive";
      await holder.query(`begin; lock table ${table} in ${mode} mode`);
      return () => holder.end();
    },
    async start() {
      await endLeftPostmaster(join(dataDir, "postgres"));
      await child.restart();
      await eventually(async () => (await pool.query("select 1")).rowCount === 1, 60_000);
    },
    async sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      return (await pool.query<Row>(text, values)).rows;
    },
    async stop() {
      await pool.end();
      await child.stop(GRACE_MS);
    },
  };
}

/** A process and all that it has started, and those, as Linux tells. */
async function family(pid: number | undefined): Promise<number[]> {
  if (!pid) return [];
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  const children = await Promise.all(text.split(" ").filter(Boolean).map(Number).map(family));
  return [pid, ...children.flat()];
}
