import { readdirSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";

/**
 * How far the worker stands back, 0 to 19.
 * Source: at 5 a process gets a third of what one at 0 gets, and all of what nobody else wants; at 10
 * a busy neighbour would leave it a tenth, and alerts would go out unrecognised.
 */
const NICENESS = 5;

/**
 * Lets everything else on the machine go first, with whatever this process starts: Ring waits five
 * seconds for an answer and people wait for pages, while a clip may take a little longer.
 *
 * Linux counts niceness a thread and, where sessions are scheduled as groups, a group: both are set.
 * A system that refuses runs on without.
 */
export function standBack(): void {
  for (const threadId of threadIds()) attempt(() => setPriority(threadId, NICENESS));
  attempt(() => writeFileSync("/proc/self/autogroup", String(NICENESS)));
}

/** 0 is the process itself, which has no other threads to list outside Linux. */
function threadIds(): number[] {
  try {
    return readdirSync("/proc/self/task").map(Number);
  } catch {
    return [0];
  }
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // No harm: everybody then gets the same share.
  }
}
