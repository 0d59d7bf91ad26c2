/** The postmaster is Postgres's first process; its pid is the first line of `postmaster.pid`. */
import { readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../command.ts";

const FAST_SHUTDOWN: NodeJS.Signals = "SIGINT";
const IMMEDIATE_SHUTDOWN: NodeJS.Signals = "SIGQUIT";
const FAST_SHUTDOWN_MS = 20_000;
const POLL_MS = 50;

/**
 * Clears the way for a new postmaster: ends one that still serves this cluster (its supervisor was
 * killed), and removes the pid file of one that died, lest a stranger with the same pid is taken
 * for it.
 */
export async function endLeftPostmaster(clusterDir: string): Promise<void> {
  const pid = await pidInFile(clusterDir);
  if (pid === undefined) return;
  if (!(await isPostmasterOf(pid, clusterDir))) {
    await rm(join(clusterDir, "postmaster.pid"), { force: true });
    return;
  }
  signal(pid, FAST_SHUTDOWN);
  if (await isGoneWithin(pid, FAST_SHUTDOWN_MS)) return;
  signal(pid, IMMEDIATE_SHUTDOWN);
  await isGoneWithin(pid, FAST_SHUTDOWN_MS);
}

async function pidInFile(clusterDir: string): Promise<number | undefined> {
  const text = await readFile(join(clusterDir, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return pid > 1 ? pid : undefined;
}

/** A postmaster's working folder is its cluster; elsewhere than on Linux its arguments name it. */
async function isPostmasterOf(pid: number, clusterDir: string): Promise<boolean> {
  const folder = await realpath(clusterDir);
  if (process.platform === "linux") {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => "");
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return cwd === folder && command.split("\0")[0]?.endsWith("postgres") === true;
  }
  const { output } = await runCommand("ps", ["-o", "command=", "-p", String(pid)]);
  return output.includes("postgres") && output.includes(clusterDir);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in between.
  }
}

async function isGoneWithin(pid: number, timeoutMs: number): Promise<boolean> {
  for (let waited = 0; waited < timeoutMs; waited += POLL_MS) {
    if (!(await isRunning(pid))) return true;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  return false;
}

/** A zombie has ended, though its pid still answers. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return !/\) Z /.test(stat);
}
