import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { openWork } from "#e2e/system/rest.ts";
import type { System } from "#e2e/system.ts";

const LOOK_EVERY_MS = 500;
const REPORT_EVERY_MS = 5_000;
/** The queue's own back-off may be minutes after several failures in a row. */
const STUCK_AFTER_MS = 480_000;

/**
 * Waits until every webhook has arrived and every job has run.
 *
 * @throws when nothing has changed for eight minutes
 */
export async function waitForRest(system: System, say: (line: string) => void): Promise<void> {
  await system.emulator.idle();
  let last = "";
  let changedAt = performance.now();
  let saidAt = changedAt;
  for (;;) {
    const open = await openWork(system);
    if (Object.values(open).every((count) => count === 0)) return;
    const now = performance.now();
    const line = Object.entries(open)
      .map(([what, count]) => `${count} ${what}`)
      .join(", ");
    if (line !== last) changedAt = now;
    last = line;
    if (now - changedAt > STUCK_AFTER_MS) throw new Error(`Stuck with ${line}.`);
    if (now - saidAt > REPORT_EVERY_MS) {
      say(`still open: ${line}`);
      saidAt = now;
    }
    await pause(LOOK_EVERY_MS);
  }
}

/** Has Kith compare with Ring's history now, as it does every hour, and waits until that is done. */
export async function reconcile(system: System, say: (line: string) => void): Promise<void> {
  await system.sql("select graphile_worker.add_job('keep-ledger', '{}')");
  await waitForRest(system, say);
}
