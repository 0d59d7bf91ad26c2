import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { nodeChild } from "#start/child.ts";
import { LogFile } from "#start/log-file.ts";

/** A process of the system that a test may kill and start again; it never comes back by itself. */
export type SystemProcess = {
  readonly name: string;
  /** Where all that it prints is kept. */
  readonly logPath: string;
  /** Of the process as it runs now, which is also its group. @throws while it does not run */
  readonly pid: number;
  isRunning(): boolean;
  /** Resolves once the process has ended, whoever ended it. */
  ended(): Promise<void>;
  /** Ends the whole group as `kill -9` does. */
  kill9(): Promise<void>;
  start(): void;
  /** SIGTERM; after the grace the whole group is killed. */
  stop(): Promise<void>;
};

export type SystemScript = {
  name: string;
  /** Relative to the project, with its arguments. */
  script: readonly [path: string, ...args: string[]];
  root: string;
  dataDir: string;
  env: NodeJS.ProcessEnv;
};

const GRACE_MS = 25_000;

/** Describes a process without starting it. */
export function systemProcess({ name, script, root, dataDir, env }: SystemScript): SystemProcess {
  const [path, ...args] = script;
  const log = new LogFile(join(dataDir, "logs", `${name}.log`));
  let running: ChildProcess | undefined;
  let end: Promise<void> = Promise.resolve();

  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      if (running?.pid) process.kill(-running.pid, signal);
    } catch {
      // The group is gone already.
    }
  };

  return {
    name,
    logPath: log.path,
    get pid() {
      if (!running?.pid) throw new Error(`${name} does not run; ${log.path} may say why.`);
      return running.pid;
    },
    isRunning: () => running !== undefined,
    ended: () => end,
    start() {
      if (running) throw new Error(`${name} runs already.`);
      const { program, args: before } = nodeChild(join(root, path), ...args);
      const stdio = ["ignore", "pipe", "pipe", "ipc"] as const;
      const child = spawn(program, before, { cwd: root, env, detached: true, stdio: [...stdio] });
      child.stdout?.on("data", (data: Buffer) => log.write(data));
      child.stderr?.on("data", (data: Buffer) => log.write(data));
      running = child;
      end = new Promise((resolve) => {
        child.once("exit", () => {
          signalGroup("SIGKILL");
          running = undefined;
          resolve();
        });
      });
    },
    async kill9() {
      signalGroup("SIGKILL");
      await end;
    },
    async stop() {
      running?.kill("SIGTERM");
      const insist = setTimeout(() => signalGroup("SIGKILL"), GRACE_MS);
      await end;
      clearTimeout(insist);
      await log.close();
    },
  };
}

/** Starts a process again whenever it has ended, as `npm start` does, until it is told to stop. */
export function supervise(process: SystemProcess): { stop: () => void } {
  const timer = setInterval(() => {
    if (!process.isRunning()) process.start();
  }, 1_000);
  return { stop: () => clearInterval(timer) };
}
