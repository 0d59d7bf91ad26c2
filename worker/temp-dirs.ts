import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Folders for the files of single runs, below one folder that carries the process id. */
export type TempDirs = {
  create: () => Promise<string>;
  removeAll: () => Promise<void>;
};

/** Also removes what workers left behind that were killed. */
export async function createTempDirs(dataDir: string): Promise<TempDirs> {
  const root = join(dataDir, "tmp");
  const own = join(root, `worker-${process.pid}`);
  await mkdir(root, { recursive: true });
  for (const name of await readdir(root)) {
    const pid = Number(/^worker-(\d+)$/.exec(name)?.[1]);
    if (pid && (pid === process.pid || !isRunning(pid)))
      await rm(join(root, name), { recursive: true, force: true });
  }
  return {
    async create() {
      await mkdir(own, { recursive: true });
      return await mkdtemp(join(own, "run-"));
    },
    removeAll: () => rm(own, { recursive: true, force: true }),
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
