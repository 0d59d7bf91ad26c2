import { readdir, readFile } from "node:fs/promises";

const KB_PER_MB = 1024;

/** Memory of a process that is in RAM, in MB, alone and with all that it has started. */
export async function readRss(pid: number): Promise<{ ownMb: number; withChildrenMb: number }> {
  const ownMb = await rssMb(pid);
  const children = await Promise.all((await descendantsOf(pid)).map(rssMb));
  return { ownMb, withChildrenMb: children.reduce((sum, mb) => sum + mb, ownMb) };
}

async function descendantsOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) =>
      readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => ""),
    ),
  );
  const children = lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
  const deeper = await Promise.all(children.map(descendantsOf));
  return [...children, ...deeper.flat()];
}

/** 0 once the process is gone. */
async function rssMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / KB_PER_MB;
}

/** Reads a process's memory every second until it is stopped. */
export function sampleRss(pid: number): {
  samples: readonly { ownMb: number; withChildrenMb: number }[];
  stop: () => void;
} {
  const samples: { ownMb: number; withChildrenMb: number }[] = [];
  const timer = setInterval(() => {
    void readRss(pid).then((sample) => samples.push(sample));
  }, 1000);
  return { samples, stop: () => clearInterval(timer) };
}
