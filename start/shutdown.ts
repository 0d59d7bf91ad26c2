import type { Child } from "./child.ts";
import { say } from "./terminal.ts";

/** How long web and worker may finish what they have begun; a clip's analysis takes seconds. */
const DRAIN_MS = 20_000;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** npm passes a Ctrl-C on to us that the terminal has sent us too: one wish, two signals. */
const SAME_WISH_MS = 500;

/** What runs, in the order in which it ends: the children of one stage together. */
export type Stages = { drained: Child[]; supporting: Child[]; postgres: Child[] };

/** Ends everything, stage by stage. Resolves when every group is gone. */
export async function stopAll(stages: Stages): Promise<void> {
  for (const stage of [stages.drained, stages.supporting, stages.postgres]) {
    await Promise.all(stage.map((child) => child.stop(DRAIN_MS)));
  }
}

/** Ends at once what could still be waited for; Postgres is left to its own fast shutdown. */
function hurry({ drained, supporting }: Stages): void {
  for (const child of [...drained, ...supporting]) child.kill();
}

/**
 * Turns the first signal that asks for an end into `onStop`, and a second one into haste.
 *
 * @returns the signal's moment, for whoever waits for something that no longer matters.
 */
export function onSignals(stages: Stages, onStop: () => void): AbortSignal {
  const asked = new AbortController();
  let firstAt: number | undefined;
  const handle = () => {
    const now = performance.now();
    if (firstAt === undefined) {
      firstAt = now;
      say("\nEnding; what has begun is finished first. Ctrl-C again hurries.");
      asked.abort(new Error("asked to end"));
      onStop();
    } else if (now - firstAt > SAME_WISH_MS) {
      hurry(stages);
    }
  };
  for (const signal of SIGNALS) process.on(signal, handle);
  return asked.signal;
}
