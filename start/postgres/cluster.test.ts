import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, startPostgres } from "./cluster.ts";
import { endLeftPostmaster } from "./postmaster.ts";

const password = "a pass/word with %";
let dataDir: string;
let running: Database | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "kith-postgres-"));
  await mkdir(join(dataDir, "logs"));
});
afterAll(async () => {
  await running?.child.stop(5_000);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Database> {
  running = await startPostgres({ dataDir, password, say: () => {} });
  return running;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
  } catch {
    return Promise.resolve(false);
  }
  return readFile(`/proc/${pid}/stat`, "utf8").then(
    (stat) => !stat.includes(") Z "),
    () => false,
  );
};

/** Starts Postgres from another process, which can be killed. */
async function startUnderSupervisor() {
  const module = new URL("./cluster.ts", import.meta.url).href;
  const script = `
    import { startPostgres } from "${module}";
    const [, dataDir, password] = process.argv;
    const { child } = await startPostgres({ dataDir, password, say: () => {} });
    process.stdout.write(String(child.pid()));`;
  const args = ["--input-type=module", "-e", script, dataDir, password];
  const supervisor = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = (await once(supervisor.stdout, "data")) as [Buffer];
  return { supervisor, pid: Number(said.toString()) };
}

describe("the built-in Postgres", () => {
  it("starts, keeps its data over a stop, and listens on this machine alone", async () => {
    const first = await start();
    await query(first.url, "create table kept as select 1 as n");
    const [row] = await query(first.url, "show listen_addresses");
    expect(row).toEqual({ listen_addresses: "127.0.0.1" });
    await first.child.stop(10_000);
    expect(first.child.pid()).toBeUndefined();
    const second = await start();
    expect(await query(second.url, "select n from kept")).toEqual([{ n: 1 }]);
  });

  it("refuses a wrong password", async () => {
    const url = new URL((running as Database).url);
    url.password = "wrong";
    await expect(query(url.href, "select 1")).rejects.toThrow(/password authentication failed/);
  });

  it("comes back by itself, at the same address, after kill -9", async () => {
    const { child, url } = running as Database;
    const pid = child.pid() as number;
    process.kill(pid, "SIGKILL");
    await expect
      .poll(() => query(url, "select n from kept").catch(() => []), { timeout: 30_000 })
      .toEqual([{ n: 1 }]);
    expect(child.pid()).not.toBe(pid);
    await child.stop(10_000);
  });

  it.skipIf(process.platform !== "linux")("ends when its supervisor is killed", async () => {
    const { supervisor, pid } = await startUnderSupervisor();
    expect(await isAlive(pid)).toBe(true);
    supervisor.kill("SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });

  it("ends a postmaster that was left running and takes its place", async () => {
    const { supervisor, pid } = await startUnderSupervisor();
    // Frozen, it neither ends its postmaster nor starts another.
    supervisor.kill("SIGSTOP");
    const { url, child } = await start();
    expect(await isAlive(pid)).toBe(false);
    expect(await query(url, "select n from kept")).toEqual([{ n: 1 }]);
    await child.stop(10_000);
    supervisor.kill("SIGKILL");
  });

  it("takes no stranger for its postmaster", async () => {
    const stranger = spawn("sleep", ["60"]);
    const pidFile = join(dataDir, "postgres", "postmaster.pid");
    await writeFile(pidFile, `${stranger.pid}\n`);
    await endLeftPostmaster(join(dataDir, "postgres"));
    expect(await isAlive(stranger.pid as number)).toBe(true);
    const { url, child } = await start();
    expect(await query(url, "select n from kept")).toEqual([{ n: 1 }]);
    stranger.kill();
    await child.stop(10_000);
  });

  it.skipIf(process.getuid?.() !== 0)("runs from a folder that only root may enter", async () => {
    const closed = await mkdtemp(join(tmpdir(), "kith-closed-"));
    const inside = join(closed, "data");
    await mkdir(join(inside, "logs"), { recursive: true });
    const { url, child } = await startPostgres({ dataDir: inside, password, say: () => {} });
    expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
    await child.stop(10_000);
    await rm(closed, { recursive: true, force: true });
  });
});
