import { join } from "node:path";
import { type Child, nodeChild, startChild } from "./child.ts";
import { runCommand } from "./command.ts";
import { StartFailure } from "./failure.ts";
import { LogFile } from "./log-file.ts";
import { say } from "./terminal.ts";

const POLL_MS = 100;
const READY_WITHIN_MS = 60_000;
const LINES_SHOWN = 15;

/** Everything that a child of ours needs besides its script. */
export type Surroundings = { root: string; dataDir: string; env: NodeJS.ProcessEnv };

/** Starts a long-running Node script of the project, with its log in `dataDir/logs`. */
export function startScript(
  name: string,
  [script, ...args]: [script: string, ...args: string[]],
  { root, dataDir, env }: Surroundings,
): Child {
  const log = new LogFile(join(dataDir, "logs", `${name}.log`));
  return startChild({ name, ...nodeChild(join(root, script), ...args), cwd: root, env, log, say });
}

/** Runs a script of the project to its end. @throws StartFailure with the end of its output */
export async function runScript(
  script: string,
  { root, env }: Surroundings,
  signal: AbortSignal,
): Promise<void> {
  const options = { cwd: root, env, signal };
  const { code, output } = await runCommand(process.execPath, [join(root, script)], options);
  if (code === 0) return;
  const end = output.trimEnd().split("\n").slice(-LINES_SHOWN).join("\n");
  throw new StartFailure(`${end}\n${script} did not succeed.`);
}

/** Waits until `url` answers with a success. @throws StartFailure after a minute, naming the log */
export async function whenAnswering(url: string, log: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  let last = "no answer";
  while (performance.now() < until) {
    signal.throwIfAborted();
    const timeout = AbortSignal.timeout(READY_WITHIN_MS);
    const answer = await fetch(url, { signal: timeout }).catch(() => undefined);
    if (answer?.ok) return;
    if (answer) last = `status ${answer.status}: ${(await answer.text()).slice(0, 300)}`;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  throw new StartFailure(`${url} does not become ready (${last}); ${log} says more.`);
}
