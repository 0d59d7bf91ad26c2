/**
 * Terminology
 *
 * - **cluster**: the folder in which one Postgres keeps its databases.
 */
import { chown, mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Child, startChild } from "../child.ts";
import { runCommand } from "../command.ts";
import { StartFailure } from "../failure.ts";
import { LogFile } from "../log-file.ts";
import { freePort } from "../port.ts";
import { type Account, postgresAccount } from "./account.ts";
import { type Binaries, postgresBinaries } from "./binaries.ts";
import { endLeftPostmaster } from "./postmaster.ts";

const USER = "kith";
const DATABASE = "kith";
/** Crash recovery after a power cut may read much of the log before it answers. */
const READY_WITHIN_MS = 120_000;
const POLL_MS = 50;
/** A web process holds eleven connections at most, a worker 42; a second worker and a tool find room too. */
const MAX_CONNECTIONS = 120;

export type Database = {
  /** Connection string of the database `kith`, for this machine alone. */
  url: string;
  child: Child;
};

/**
 * Starts the built-in Postgres on the cluster in `dataDir/postgres`, which is made on first use. One
 * that still runs there is ended first.
 *
 * @throws StartFailure
 */
export async function startPostgres(options: {
  dataDir: string;
  password: string;
  say: (line: string) => void;
}): Promise<Database> {
  const { dataDir, password, say } = options;
  const binaries = postgresBinaries();
  const account = await postgresAccount(binaries, dataDir);
  const clusterDir = join(dataDir, "postgres");
  await endLeftPostmaster(clusterDir);
  if (!(await exists(join(clusterDir, "PG_VERSION")))) {
    await initialise({ binaries, account, clusterDir, password });
  }
  const port = await freePort();
  const [program, args] = account.wrap(binaries.postgres, postgresArguments(clusterDir, port));
  const log = new LogFile(join(dataDir, "logs", "postgres.log"));
  const child = startChild({
    name: "postgres",
    program,
    args,
    cwd: "/",
    log,
    say,
    // Fast shutdown: open transactions are rolled back, nobody is waited for.
    stopSignal: "SIGINT",
    env: { ...process.env, LC_ALL: "C" },
    beforeRestart: () => endLeftPostmaster(clusterDir),
    firstBackOffMs: 300,
  });
  const url = (database: string) =>
    `postgresql://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  try {
    await whenAnswering(url("postgres"), log.path);
    await ensureDatabase(url("postgres"));
  } catch (error) {
    await child.stop(0);
    throw error;
  }
  return { url: url(DATABASE), child };
}

function postgresArguments(clusterDir: string, port: number): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: MAX_CONNECTIONS,
    log_min_messages: "warning",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", clusterDir, "-p", String(port), ...flags];
}

type Plan = { binaries: Binaries; account: Account; clusterDir: string; password: string };

/** Makes the cluster beside its place and then moves it there, so that half a cluster never counts. */
async function initialise({ binaries, account, clusterDir, password }: Plan): Promise<void> {
  const fresh = `${clusterDir}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  const secretDir = await mkdtemp(join(tmpdir(), "kith-initdb-"));
  const passwordFile = join(secretDir, "password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (account.owner) {
      const { uid, gid } = account.owner;
      for (const path of [fresh, secretDir, passwordFile]) await chown(path, uid, gid);
    }
    const [program, args] = account.wrap(binaries.initdb, [
      `--pgdata=${fresh}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
    ]);
    const env = { ...process.env, LC_ALL: "C" };
    const { code, output } = await runCommand(program, args, { cwd: "/", env });
    if (code !== 0) throw new StartFailure(`Postgres could not make its files:\n${output.trim()}`);
    await rm(clusterDir, { recursive: true, force: true });
    await rename(fresh, clusterDir);
  } finally {
    await rm(secretDir, { recursive: true, force: true });
  }
}

async function whenAnswering(url: string, logPath: string): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    const answered = await query(url, "select 1").then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  throw new StartFailure(`Postgres does not start; ${logPath} says why.`);
}

async function ensureDatabase(url: string): Promise<void> {
  const found = await query(url, `select 1 from pg_database where datname = '${DATABASE}'`);
  if (found.rowCount === 0) await query(url, `create database "${DATABASE}"`);
}

async function query(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  // A server that ends while we are connected says so here; the query's own error is enough.
  client.on("error", () => {});
  try {
    await client.connect();
    return await client.query(sql);
  } finally {
    await client.end().catch(() => {});
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
