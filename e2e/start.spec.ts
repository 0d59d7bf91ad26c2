import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { freePort } from "#start/port.ts";

const ROOT = resolve(import.meta.dirname, "..");
const READY_MS = 120_000;

let dataDir: string;
let port: number;
let supervisor: ChildProcess;
let output = "";

beforeAll(async () => {
  dataDir = await realpath(await mkdtemp(join(tmpdir(), "kith-start-")));
  port = await freePort();
});

afterAll(async () => {
  for (const pid of await processesOfKith()) process.kill(pid, "SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

/** What `npm start` runs. @returns the milliseconds until it said that it is ready */
async function start(settings: Record<string, string> = {}): Promise<number> {
  const { PATH, HOME, TZ, MODELS_DIR } = process.env;
  const own = { DATA_DIR: dataDir, PORT: String(port) };
  const env = { PATH, HOME, TZ, MODELS_DIR, ...own, ...settings };
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["start/main.ts"], {
    cwd: ROOT,
    env: env as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  output = "";
  const collect = (data: Buffer) => {
    output += data.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  supervisor = child;
  await eventually(async () => {
    if (child.exitCode !== null) return true;
    return output.includes("Kith is ready.");
  }, READY_MS);
  expect(output).toContain("Kith is ready.");
  return performance.now() - startedAt;
}

async function health(): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}/api/health`)).status;
}

/** Ctrl-C, until all is over. @returns the exit code */
async function interrupt(): Promise<number | null> {
  const ended = once(supervisor, "exit");
  supervisor.kill("SIGINT");
  const [code] = await ended;
  return code;
}

/** Every process of ours: it works in the data folder or was told of it. */
async function processesOfKith(): Promise<number[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 1 && pid !== process.pid);
  const ours = await Promise.all(pids.map(isOfKith));
  return pids.filter((_, index) => ours[index]);
}

async function isOfKith(pid: number): Promise<boolean> {
  const [environment, folder, stat] = await Promise.all([
    readFile(`/proc/${pid}/environ`, "utf8").catch(() => ""),
    readlink(`/proc/${pid}/cwd`).catch(() => ""),
    readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""),
  ]);
  const isZombie = /\) Z /.test(stat);
  return !isZombie && (environment.includes(`DATA_DIR=${dataDir}`) || folder.startsWith(dataDir));
}

// Processes are counted in /proc.
it.skipIf(process.platform !== "linux")(
  "starts with one command, ends with Ctrl-C, and starts again, also after kill -9",
  async () => {
    const first = await start();
    expect(await health()).toBe(200);
    expect((await processesOfKith()).length).toBeGreaterThan(4);
    expect(await interrupt()).toBe(0);
    expect(await processesOfKith()).toEqual([]);

    const second = await start();
    expect(output).not.toContain("Building");
    const killed = once(supervisor, "exit");
    supervisor.kill("SIGKILL");
    await killed;

    const third = await start();
    expect(await health()).toBe(200);
    expect(await interrupt()).toBe(0);
    expect(await processesOfKith()).toEqual([]);
    const seconds = [first, second, third].map((ms) => (ms / 1000).toFixed(1));
    process.stdout.write(`ready after ${seconds.join(" s, ")} s (new, again, after kill -9)\n`);
  },
);

it("starts while the bucket does not answer, and says so", async () => {
  await start({
    S3_BUCKET: "kith",
    S3_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
    S3_ACCESS_KEY_ID: "id",
    S3_SECRET_ACCESS_KEY: "secret",
  });
  expect(output).toContain('storage: The bucket "kith" does not answer');
  expect(await health()).toBe(503);
  expect(await interrupt()).toBe(0);
});
