import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Child, nodeChild, startChild } from "./child.ts";
import { LogFile } from "./log-file.ts";

let scratch: string;
let lines: string[] = [];
let child: Child | undefined;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "kith-child-"));
});
afterEach(async () => {
  child?.kill();
  await child?.stop(0);
  lines = [];
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Writes a script that starts `sleep` as its grandchild and appends both pids to the file `name`. */
async function script(name: string, rest: string): Promise<{ path: string; pidFile: string }> {
  const pidFile = join(scratch, `${name}.pids`);
  const path = join(scratch, `${name}.mjs`);
  await rm(pidFile, { force: true });
  await writeFile(
    path,
    `import { spawn } from "node:child_process";
     import { appendFileSync } from "node:fs";
     const sleep = spawn("sleep", ["300"]);
     ${rest}
     appendFileSync(${JSON.stringify(pidFile)}, process.pid + " " + sleep.pid + "\\n");
     setInterval(() => {}, 1000);`,
  );
  return { path, pidFile };
}

async function pidsIn(pidFile: string, starts = 1): Promise<number[]> {
  const read = async () => (await readFile(pidFile, "utf8").catch(() => "")).trim().split("\n");
  await expect
    .poll(async () => (await read()).filter(Boolean).length, { timeout: 20_000 })
    .toBe(starts);
  return ((await read()).at(-1) ?? "").split(" ").map(Number);
}

/** A zombie has ended, though nobody has asked for its result. */
async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z ");
  return !/\) [ZX] /.test(stat);
}

const aliveOf = async (pids: number[]) =>
  (await Promise.all(pids.map(isAlive))).filter(Boolean).length;

function start(path: string): Child {
  const log = new LogFile(join(scratch, "child.log"));
  const say = (line: string) => lines.push(line);
  const env = process.env;
  child = startChild({
    name: "dummy",
    cwd: scratch,
    env,
    log,
    say,
    firstBackOffMs: 1,
    ...nodeChild(path),
  });
  return child;
}

describe.skipIf(process.platform !== "linux")("a child", () => {
  it("ends in its own way when asked, and takes its group along", async () => {
    const { path, pidFile } = await script(
      "orderly",
      'process.once("SIGTERM", () => { console.log("farewell"); process.exit(0); });',
    );
    const running = start(path);
    const pids = await pidsIn(pidFile);
    await running.stop(20_000);
    expect(await aliveOf(pids)).toBe(0);
    expect(await readFile(join(scratch, "child.log"), "utf8")).toContain("farewell");
    expect(lines).toEqual([]);
  });

  it("is ended with its group when it does not listen", async () => {
    const { path, pidFile } = await script("deaf", 'process.on("SIGTERM", () => {});');
    const running = start(path);
    const pids = await pidsIn(pidFile);
    await running.stop(50);
    expect(await aliveOf(pids)).toBe(0);
  });

  it("is started again when it dies, with a line that says so, and leaves no part of its group", async () => {
    const { path, pidFile } = await script("mortal", "");
    const running = start(path);
    const first = await pidsIn(pidFile);
    process.kill(first[0] as number, "SIGKILL");
    const second = await pidsIn(pidFile, 2);
    expect(second[0]).not.toBe(first[0]);
    expect(await aliveOf(first)).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/^dummy ended \(SIGKILL\); it is started again/)]);
    await running.stop(20_000);
    expect(await aliveOf(second)).toBe(0);
  });

  it("can be started again on purpose", async () => {
    const { path, pidFile } = await script("again", "");
    const running = start(path);
    const first = await pidsIn(pidFile);
    await running.restart();
    const second = await pidsIn(pidFile, 2);
    expect(await aliveOf(first)).toBe(0);
    expect(await aliveOf(second)).toBe(2);
    expect(lines).toEqual([]);
  });

  it("does not outlive a supervisor that is killed", async () => {
    const { path, pidFile } = await script("orphan", "");
    const url = (file: string) => new URL(file, import.meta.url).href;
    const supervisor = spawn(process.execPath, [
      "--input-type=module",
      "-e",
      `import { nodeChild, startChild } from "${url("./child.ts")}";
       import { LogFile } from "${url("./log-file.ts")}";
       const log = new LogFile(${JSON.stringify(join(scratch, "orphan.log"))});
       startChild({ name: "o", cwd: "/", env: process.env, log, say() {}, ...nodeChild(process.argv[1]) });`,
      path,
    ]);
    const pids = await pidsIn(pidFile);
    expect(await aliveOf(pids)).toBe(2);
    supervisor.kill("SIGKILL");
    await once(supervisor, "exit");
    await expect.poll(() => aliveOf(pids), { timeout: 20_000 }).toBe(0);
  });
});
