import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { LogFile } from "./log-file.ts";

/**
 * Terminology
 *
 * - **child**: one of the long-running processes: web, worker, emulator, Postgres.
 * - **group**: the child with everything that it started; its id is the child's pid.
 */
export type ChildOptions = {
  name: string;
  program: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  log: LogFile;
  /** Called with one line when the child ends by itself and is started again. */
  say: (line: string) => void;
  /** Sent to ask for an orderly end. Default SIGTERM. */
  stopSignal?: NodeJS.Signals;
  /** Runs before the child is started again after it ended by itself. */
  beforeRestart?: () => Promise<void>;
  /** An IPC channel, which `die-with-parent.ts` watches. Only Node understands it. */
  ipc?: boolean;
  /** Wait before the first restart; doubles with each one. Default one second. */
  firstBackOffMs?: number;
};

export type Child = {
  readonly name: string;
  /** The group's id while the child runs. */
  pid(): number | undefined;
  /** Ends the child and starts it again at once. */
  restart(): Promise<void>;
  /** Asks for an end, and after `graceMs` insists. Resolves when the whole group is gone. */
  stop(graceMs: number): Promise<void>;
  /** Ends the whole group at once. */
  kill(): void;
};

const FIRST_BACK_OFF_MS = 1_000;
const MAX_BACK_OFF_MS = 30_000;
/** A child that ran this long had a good start: the next wait is short again. */
const STABLE_AFTER_MS = 60_000;
const GROUP_POLL_MS = 20;
const GROUP_WAIT_MS = 500;
const DIE_WITH_PARENT = fileURLToPath(new URL("./die-with-parent.ts", import.meta.url));

/** What makes a Node script a child that ends with its parent. */
export function nodeChild(script: string, ...args: string[]) {
  const program = process.execPath;
  return { program, args: ["--import", DIE_WITH_PARENT, script, ...args], ipc: true };
}

/** Starts a child in a group of its own and starts it again, later and later, when it ends. */
export function startChild(options: ChildOptions): Child {
  const firstBackOffMs = options.firstBackOffMs ?? FIRST_BACK_OFF_MS;
  let running: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let backOffMs = firstBackOffMs;
  let isWanted = true;

  function launch(): void {
    const startedAt = performance.now();
    const child = spawnInGroup(options);
    running = child;
    ended = new Promise((resolve) => {
      const onEnd = (how: string) => {
        if (running !== child) return;
        running = undefined;
        endGroup(child.pid, "SIGKILL");
        if (performance.now() - startedAt > STABLE_AFTER_MS) backOffMs = firstBackOffMs;
        resolve();
        if (isWanted) comeBack(how);
      };
      child.once("exit", (code, signal) => onEnd(signal ?? `exit code ${code}`));
      child.once("error", (error) => onEnd(error.message));
    });
  }

  function comeBack(how: string): void {
    const wait = backOffMs;
    backOffMs = Math.min(backOffMs * 2, MAX_BACK_OFF_MS);
    const seconds = (wait / 1000).toFixed(0);
    options.say(
      `${options.name} ended (${how}); it is started again in ${seconds} s. Its log: ${options.log.path}`,
    );
    timer = setTimeout(() => {
      const prepared = options.beforeRestart?.() ?? Promise.resolve();
      prepared.then(
        () => isWanted && launch(),
        (error: Error) => isWanted && comeBack(error.message),
      );
    }, wait);
  }

  async function stop(graceMs: number): Promise<void> {
    isWanted = false;
    clearTimeout(timer);
    const pid = running?.pid;
    if (!pid) return;
    running?.kill(options.stopSignal ?? "SIGTERM");
    const insist = setTimeout(() => endGroup(pid, "SIGKILL"), graceMs);
    await ended;
    clearTimeout(insist);
    endGroup(pid, "SIGKILL");
    await groupIsGone(pid);
  }

  launch();
  return {
    name: options.name,
    pid: () => running?.pid,
    stop,
    async restart() {
      await stop(STABLE_AFTER_MS);
      isWanted = true;
      launch();
    },
    kill: () => endGroup(running?.pid, "SIGKILL"),
  };
}

function spawnInGroup({ program, args, cwd, env, log, ipc }: ChildOptions): ChildProcess {
  const stdio = ipc ? ["ignore", "pipe", "pipe", "ipc"] : ["ignore", "pipe", "pipe"];
  const child = spawn(program, args, { cwd, env, detached: true, stdio: stdio as "pipe"[] });
  child.stdout?.on("data", (data: Buffer) => log.write(data));
  child.stderr?.on("data", (data: Buffer) => log.write(data));
  return child;
}

/** @param pid never 0 or undefined when a signal is sent: 0 would be our own group. */
function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (!pid) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: the group is gone already.
  }
}

/** Waits for the kernel to clear up a killed group; a pid 1 that reaps nobody must not hold us. */
async function groupIsGone(pid: number): Promise<void> {
  for (let waitedMs = 0; isGroupAlive(pid) && waitedMs < GROUP_WAIT_MS; waitedMs += GROUP_POLL_MS) {
    await new Promise((done) => setTimeout(done, GROUP_POLL_MS));
  }
}

function isGroupAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
