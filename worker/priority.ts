import { readdirSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";

/**
 * How far the worker stands back, 0 to 19.
 * Source: at 10 a process gets a tenth of what one at 0 gets, and all of what nobody else wants. Two
 * cores that others keep busy still leave it a fifth of one: a clip of a second and a half takes
 * seven, well within RECOGNITION_DEADLINE_S. At 5 a flood of webhooks waits three times as long.
 */
const NICENESS = 10;

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
