import { spawn } from "node:child_process";

export type CommandResult = {
  /** Undefined when the program does not exist or was ended by a signal. */
  code: number | undefined;
  /** The last part of what it printed, both streams together. */
  output: string;
};

const KEPT_OUTPUT = 20_000;

/** Runs a program to its end. Never throws: a missing program is a result too. */
export function runCommand(
  program: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; signal?: AbortSignal } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (data: Buffer) => {
      output = (output + data.toString()).slice(-KEPT_OUTPUT);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error) => resolve({ code: undefined, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? undefined, output }));
  });
}
